import type { DoorClient } from '../engine/client.ts';
import {
  noteNamesakes,
  noteProblems,
  openAddition,
  dismissAddition,
  setStage,
  useAdditions,
  type CopyProgress,
  type Stage,
} from './additions.ts';
import type { Listed } from './list-files.ts';
import { sendCopies } from './send-copies.ts';

/** Times an import is taken up again after the engine was restarted. */
const RESTARTS = 5;

/** What is read. */
interface Reading {
  readonly paths: readonly string[];
  readonly collection: string;
  readonly watch: boolean;
  /** Documents that were there before; null until that was told once. */
  readonly unchanged: number | null;
}

const controllers = new Map<number, AbortController>();
const readings = new Map<number, Reading>();

/** Adds files and folders by their paths on this machine; returns the addition's number. */
export function addPaths(
  client: DoorClient,
  paths: readonly string[],
  collection: string,
  watch = false,
): number {
  const { id, signal } = begin(collection, false);
  void read(client, id, { paths, collection, watch, unchanged: null }, signal);
  return id;
}

/** Adds files of the browser: `list` names them, then they are copied, then read. */
export function addFiles(
  client: DoorClient,
  list: (found: (files: number) => void, signal: AbortSignal) => Listed | Promise<Listed>,
  collection: string,
): number {
  const { id, signal } = begin(collection, true);
  void copyAndRead(client, id, list, collection, signal);
  return id;
}

/**
 * Stops an addition. While files are copied, nothing of it stays; while they are read, what was
 * read stays and what waits of it is taken out.
 */
export async function stopAddition(client: DoorClient, id: number): Promise<void> {
  const stage = useAdditions.getState().additions.find((one) => one.id === id)?.stage;
  if (stage === undefined) return;
  if (stage.kind !== 'reading' || stage.progress === null) controllers.get(id)?.abort();
  const reading = readings.get(id);
  if (stage.kind !== 'reading' || reading === undefined) return;
  const { paths, collection } = reading;
  await client.call('cancelQueued', { within: { paths: [...paths], collection } });
}

/** Goes on with reading where it was paused. */
export async function resumeAddition(client: DoorClient, id: number): Promise<void> {
  const reading = readings.get(id);
  const resumed = await client.call('setWork', { paused: false });
  if (reading === undefined || !resumed.ok) return;
  const controller = new AbortController();
  controllers.set(id, controller);
  await read(client, id, reading, controller.signal);
}

/** Takes an addition that has ended off the screen. */
export function closeAddition(id: number): void {
  readings.delete(id);
  dismissAddition(id);
}

function begin(collection: string, copies: boolean): { id: number; signal: AbortSignal } {
  const id = openAddition(collection, copies);
  const controller = new AbortController();
  controllers.set(id, controller);
  return { id, signal: controller.signal };
}

async function copyAndRead(
  client: DoorClient,
  id: number,
  list: (found: (files: number) => void, signal: AbortSignal) => Listed | Promise<Listed>,
  collection: string,
  signal: AbortSignal,
): Promise<void> {
  const listed = await list((found) => {
    setStage(id, { kind: 'looking', found });
  }, signal);
  noteProblems(id, listed.problems);
  if (signal.aborted) end(id, { kind: 'stopped' });
  else if (listed.tooMany) end(id, { kind: 'too-many' });
  else if (listed.files.length === 0) end(id, { kind: 'done', outcome: null });
  else {
    const report = (progress: CopyProgress): void => {
      if (!signal.aborted) setStage(id, { kind: 'copying', ...progress });
    };
    const copied = await sendCopies(client, listed.files, collection, report, signal);
    noteProblems(id, copied.problems);
    noteNamesakes(id, copied.namesakes);
    if (copied.error === null && copied.paths.length > 0 && !signal.aborted) {
      const reading = { paths: copied.paths, collection, watch: false, unchanged: null };
      await read(client, id, reading, signal);
    } else if (signal.aborted) end(id, { kind: 'stopped' });
    else if (copied.error === null) end(id, { kind: 'done', outcome: null });
    else end(id, { kind: 'failed', error: copied.error });
    if (signal.aborted || copied.error !== null) {
      await Promise.all(copied.uploads.map((upload) => client.call('discardCopies', { upload })));
    }
  }
}

/** Reads until nothing is left, or work is paused; what waits is stored and never read twice. */
async function read(
  client: DoorClient,
  id: number,
  reading: Reading,
  signal: AbortSignal,
): Promise<void> {
  const { paths, collection, watch } = reading;
  let before = reading.unchanged;
  readings.set(id, reading);
  setStage(id, { kind: 'reading', progress: null });
  for (let attempt = 0; ; attempt += 1) {
    const added = await client.stream(
      'addDocuments',
      { paths: [...paths], collection, watch },
      (progress) => {
        if (!signal.aborted) setStage(id, { kind: 'reading', progress });
      },
      { signal },
    );
    if (added.ok) {
      // What this addition brought before a restart or a pause was not there before it.
      const unchanged = Math.min(added.value.unchanged, before ?? Number.POSITIVE_INFINITY);
      readings.set(id, { ...reading, unchanged });
      end(id, { kind: 'done', outcome: { ...added.value, unchanged } });
      return;
    }
    if (signal.aborted || added.error.code !== 'engine-failed' || attempt >= RESTARTS) {
      end(id, signal.aborted ? { kind: 'stopped' } : { kind: 'failed', error: added.error });
      return;
    }
    before ??= 0;
  }
}

function end(id: number, stage: Stage): void {
  controllers.delete(id);
  setStage(id, stage);
  const hidden = useAdditions.getState().additions.find((one) => one.id === id)?.hidden === true;
  if (hidden && stage.kind !== 'failed') closeAddition(id);
}
