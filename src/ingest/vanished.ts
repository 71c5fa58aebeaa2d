import { dirname } from 'node:path';
import { CarrelFailure, type ContractError } from '../contract/errors.ts';
import { yieldToEventLoop } from '../store/yield-to-event-loop.ts';
import type { DocumentStore, FileLocation } from '../store/types/documents.ts';
import type { Store } from '../store/types/store.ts';

/** The files and folders that a scan has seen. */
export interface Scanned {
  /** Documents that it came upon. */
  readonly seen: ReadonlySet<number>;
  /** Folders whose entries it has read. */
  readonly walked: ReadonlySet<string>;
  /** Folders and files that it could not open. */
  readonly unreadable: ReadonlySet<string>;
  /** Files and folders that its rules pass over. */
  readonly ignored: ReadonlySet<string>;
  /** Files that it left for another look. */
  readonly settling: ReadonlySet<string>;
}

/** Files that are recorded and that the rules pass over now, by themselves or with a folder above. */
function passedOver(known: readonly FileLocation[], scanned: Scanned): FileLocation[] {
  return known.filter(({ id, path }) => !scanned.seen.has(id) && isWithin(path, scanned.ignored));
}

function isWithin(path: string, places: ReadonlySet<string>): boolean {
  for (let place = path; ; place = dirname(place)) {
    if (places.has(place)) return true;
    if (dirname(place) === place) return false;
  }
}

/**
 * Files that are no longer where they were: their folder, or the nearest one above it that is left,
 * was read and does not hold them. What lies below a folder that could not be opened is not judged.
 */
export function vanished(known: readonly FileLocation[], scanned: Scanned): FileLocation[] {
  return known.filter(
    ({ id, path, missing }) =>
      !missing && !scanned.seen.has(id) && !scanned.settling.has(path) && isGone(path, scanned),
  );
}

function isGone(path: string, { walked, unreadable }: Scanned): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (unreadable.has(folder)) return false;
    if (walked.has(folder)) return true;
    if (dirname(folder) === folder) return false;
  }
}

/** Why a vanished document is listed as missing; `gone`: a file with the same bytes is it, renamed. */
const goneFromFolder: ContractError = new CarrelFailure(
  'path-missing',
  'The file is no longer in its folder. What Carrel read of it can still be asked. Bring it back, or remove it here too.',
  { gone: true },
).toData();

/** Why the documents of a folder that is away are listed as missing. */
const folderAway: ContractError = new CarrelFailure(
  'path-missing',
  'The folder is not there now: its disk is not connected, or its share cannot be reached. Nothing was removed; once it is back, everything is as it was.',
).toData();

/** The part of the store that scanning folders needs. */
export type FolderScanStore = DocumentStore & Pick<Store, 'library' | 'together'>;

/**
 * Lists the files below a path that a scan has shown to be gone as missing, where they are not found under
 * another name; what was read of them stays. What its rules pass over leaves the library.
 */
export async function markVanished(
  store: FolderScanStore,
  path: string,
  collection: string,
  scanned: Scanned,
): Promise<void> {
  for (const files of store.filesBelow(path, collection)) {
    const left = new Set(passedOver(files, scanned));
    if (left.size > 0) store.library.passOver([...left].map(({ id }) => id));
    const gone = vanished(files, scanned).filter((file) => !left.has(file));
    await markMissing(store, gone, goneFromFolder, ({ id }) => !store.followMoved(id));
  }
}

/** Lists the documents of an added folder that is away as missing; nothing that was read is lost. */
export async function markAway(
  store: FolderScanStore,
  path: string,
  collection: string,
): Promise<void> {
  for (const files of store.filesBelow(path, collection)) {
    await markMissing(
      store,
      files.filter(({ missing }) => !missing),
      folderAway,
    );
  }
}

async function markMissing(
  store: FolderScanStore,
  files: readonly FileLocation[],
  reason: ContractError,
  isMissing: (file: FileLocation) => boolean = () => true,
): Promise<void> {
  if (files.length > 0) {
    store.together(() => {
      for (const file of files) {
        if (isMissing(file)) store.markFailed(file.id, 'missing', reason);
      }
    });
  }
  await yieldToEventLoop();
}
