import { dirname } from 'node:path';
import { CarrelFailure, type ContractError } from '../contract/errors.ts';
import type { DocumentRow, Store } from '../store/types.ts';

/** What a scan has been through. */
export interface Scanned {
  /** Documents that it came upon. */
  readonly seen: ReadonlySet<number>;
  /** Folders whose entries it has read. */
  readonly walked: ReadonlySet<string>;
  /** Folders and files that it could not open. */
  readonly unreadable: ReadonlySet<string>;
}

/**
 * Documents that are no longer where they were: their folder, or the nearest one above it that is
 * left, was read and does not hold them. What lies below a folder that could not be opened is not
 * judged.
 */
export function vanished(known: readonly DocumentRow[], scanned: Scanned): DocumentRow[] {
  return known.filter(
    ({ id, path, status, container }) =>
      // What lies in a file goes and comes with it.
      container === null && status !== 'missing' && !scanned.seen.has(id) && isGone(path, scanned),
  );
}

function isGone(path: string, { walked, unreadable }: Scanned): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (unreadable.has(folder)) return false;
    if (walked.has(folder)) return true;
    if (dirname(folder) === folder) return false;
  }
}

/** Why a vanished document is listed as missing. */
export const goneFromFolder: ContractError = new CarrelFailure(
  'path-missing',
  'The file is no longer in its folder. What Carrel read of it can still be asked. Bring it back, or remove it here too.',
).toData();

/** Why the documents of a folder that is away are listed as missing. */
const folderAway: ContractError = new CarrelFailure(
  'path-missing',
  'The folder is not there now: its disk is not connected, or its share cannot be reached. Nothing was removed; once it is back, everything is as it was.',
).toData();

/** Documents marked in one transaction. */
const STEP = 256;

/** Lists the documents of an added folder that is away as missing; nothing that was read is lost. */
export async function markAway(store: Store, path: string, collection: string): Promise<void> {
  const known = store
    .matchDocuments(path)
    .filter((row) => row.collection === collection && row.status !== 'missing');
  for (let from = 0; from < known.length; from += STEP) {
    store.together(() => {
      for (const { id } of known.slice(from, from + STEP)) {
        store.markFailed(id, 'missing', folderAway);
      }
    });
    await new Promise((done) => {
      setImmediate(done);
    });
  }
}
