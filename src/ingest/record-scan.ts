import { resolve } from 'node:path';
import { CarrelFailure, type ErrorCode } from '../contract/errors.ts';
import type { Ignoring } from '../contract/ignoring.ts';
import { yieldToEventLoop } from '../store/yield-to-event-loop.ts';
import { accessDenied } from './reading-failure.ts';
import { FOLDER_TYPE, scan, type Found, type ScanOptions } from './scan.ts';
import { isSettling } from './settling.ts';
import { markVanished, type FolderScanStore } from './vanished.ts';

/** Most files recorded in one transaction: a sync of the disk each would take longer than looking. */
const MAX_BATCH = 256;
/** A slow folder (a network drive) is recorded this often all the same, in milliseconds. */
const MAX_WAIT_MS = 500;

/** What a scan comes upon that has a line in the library. */
type FoundFileOrNot = Exclude<Found, { kind: 'folder' | 'ignored' }>;

export interface ScanRecording {
  readonly store: FolderScanStore;
  readonly paths: readonly string[];
  readonly collection: string;
  /** Fails the scan. */
  readonly signal: AbortSignal;
  /** Ends the scan with what it has found. */
  readonly cut: AbortSignal;
  /** The data folder, which is never read as documents. */
  readonly except?: string | undefined;
  /** What a person has removed comes back only when a person adds it. */
  readonly by: 'person' | 'watcher';
  /** What is passed over; the defaults where absent. */
  readonly ignoring?: Ignoring | undefined;
  /** Whether a file may be read; the system's own answer where absent. */
  readonly mayRead?: ScanOptions['mayRead'];
  /** Milliseconds since the epoch; the system's clock where absent. */
  readonly now?: () => number;
  /** Called after each batch, once it is on the disk. */
  readonly recorded: (batch: RecordedBatch) => void;
}

export interface RecordedBatch {
  /** Documents recorded, by id, in the order in which they were found. */
  readonly ids: readonly number[];
  /** Those of them that were there already, as they are now. */
  readonly unchanged: readonly number[];
  /** How many of them could not be opened. */
  readonly refused: number;
  /** Whether any of them waits to be read. */
  readonly waiting: boolean;
}

/**
 * Looks through files and folders and records what is found, in batches of which each is one
 * transaction; the first ones are small, so that reading begins at once. Everything found is on
 * the disk when this resolves, and when it throws. Files that may still be being written are left for
 * another look where nobody waits for this one; true when there are such.
 */
export async function recordScan(recording: ScanRecording): Promise<boolean> {
  const { store, paths, collection, signal, cut, except, ignoring, by, recorded, mayRead } =
    recording;
  const now = recording.now ?? Date.now;
  const seen = new Set<number>();
  const walked = new Set<string>();
  const unreadable = new Set<string>();
  const ignored = new Set<string>();
  const settling = new Set<string>();
  let batch: FoundFileOrNot[] = [];
  let size = 1;
  let since = performance.now();
  const flush = (): void => {
    const files = batch;
    batch = [];
    since = performance.now();
    if (files.length === 0) return;
    const done = store.together(() => recordBatch(recording, files));
    for (const id of done.ids) seen.add(id);
    recorded(done);
  };
  const closed: string[] = [];
  try {
    for await (const found of scan(paths, { collection, signal, except, ignoring, mayRead })) {
      if (cut.aborted) break;
      if (found.kind === 'folder') {
        walked.add(found.path);
        continue;
      }
      if (found.kind === 'ignored') {
        ignored.add(found.path);
        continue;
      }
      if (by === 'watcher' && found.kind === 'file' && isSettling(found.file.modifiedMs, now())) {
        settling.add(found.file.path);
        continue;
      }
      if (found.kind === 'unreadable') unreadable.add(found.file.path);
      if (isClosed(found)) closed.push(found.file.path);
      if (batch.length === 0) since = performance.now();
      batch.push(found);
      if (batch.length < size && performance.now() - since < MAX_WAIT_MS) continue;
      flush();
      size = Math.min(MAX_BATCH, size * 2);
    }
  } catch (error) {
    if (error instanceof CarrelFailure && error.code === 'access-denied') {
      closed.push(...paths.filter((path) => resolve(path) === error.details?.['path']));
    }
    throw error;
  } finally {
    flush();
    for (const folder of closed) await denyBelow(store, folder, collection);
  }
  await forgetReadable(store, collection, walked);
  // What a scan has not come to is not gone.
  if (cut.aborted) return settling.size > 0;
  const scanned = { seen, walked, unreadable, ignored, settling };
  for (const path of paths.map((each) => resolve(each))) {
    if (walked.has(path)) await markVanished(store, path, collection, scanned);
  }
  return settling.size > 0;
}

function isClosed(found: Found): boolean {
  return (
    found.kind === 'unreadable' &&
    found.file.type === FOLDER_TYPE &&
    found.reason.code === 'access-denied'
  );
}

/** Nothing below a folder that was closed to this account may be read any more. */
async function denyBelow(
  store: FolderScanStore,
  folder: string,
  collection: string,
): Promise<void> {
  for (const files of store.filesBelow(folder, collection)) {
    store.deny(
      files.map(({ id }) => id),
      accessDenied('file').toData(),
    );
    await yieldToEventLoop();
  }
}

function recordBatch(
  { store, collection, by }: ScanRecording,
  files: readonly FoundFileOrNot[],
): RecordedBatch {
  const ids: number[] = [];
  const unchanged: number[] = [];
  let refused = 0;
  let waiting = false;
  for (const found of files) {
    const { path } = found.file;
    if (by === 'person') store.library.want(path);
    else if (store.library.isUnwanted(path, collection)) continue;
    if (found.kind === 'unreadable' && found.reason.code === 'access-denied' && !isClosed(found)) {
      ids.push(store.denyFile(found.file, found.reason).id);
      refused += 1;
      continue;
    }
    const { row, changed } = store.recordFile(found.file);
    ids.push(row.id);
    // A placeholder of what was read as it is: it has only left this machine.
    const isKnown = !changed && row.contentId !== null;
    if (found.kind === 'unreadable' && !(found.reason.code === 'online-only' && isKnown)) {
      const status = refusals.get(found.reason.code) ?? 'failed';
      store.markFailed(row.id, status, found.reason);
      // Nobody asked again: the watcher counts what it cannot open once, not at every look.
      if (by === 'watcher' && !changed && row.status === status) unchanged.push(row.id);
      else refused += 1;
    } else if (changed || row.status === 'queued') waiting = true;
    else unchanged.push(row.id);
  }
  return { ids, unchanged, refused, waiting };
}

const refusals: ReadonlyMap<ErrorCode, 'missing' | 'skipped'> = new Map([
  ['path-missing', 'missing'],
  ['file-unreachable', 'missing'],
  ['online-only', 'skipped'],
] as const);

/** Folders that could not be opened once and can now leave the library: their files are in it. */
async function forgetReadable(
  store: FolderScanStore,
  collection: string,
  walked: ReadonlySet<string>,
): Promise<void> {
  const readable = store
    .documentsOfType(FOLDER_TYPE, collection)
    .filter(({ path }) => walked.has(path));
  if (readable.length === 0) return;
  await store.removeDocuments(readable.map(({ id }) => id));
}
