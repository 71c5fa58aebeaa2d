import type { ContractError } from '../../src/contract/errors.ts';
import { maxPartBytes } from '../../src/contract/library.ts';
import { err, ok, type Result } from '../../src/contract/result.ts';
import type { DoorClient } from '../engine/client.ts';
import type { CopyProgress, Problem } from './additions.ts';
import type { NamedFile } from './list-files.ts';

export interface Copied {
  /** Where the copies are, to be added. */
  readonly paths: readonly string[];
  /** Ids of documents with the same names and other text, which were dropped before. */
  readonly namesakes: readonly string[];
  /** Names of the drops, to be discarded when nothing is to come of them. */
  readonly uploads: readonly string[];
  readonly problems: readonly Problem[];
  /** What ended the copying as a whole. */
  readonly error: ContractError | null;
}

/** Times a file is sent again because the engine was restarted under it. */
const RESTARTS = 5;
/** Milliseconds between two reports. */
const REPORT_MS = 100;

/** After these no other file would fare better. */
const fatal: ReadonlySet<string> = new Set([
  'cancelled',
  'connection-lost',
  'disk-full',
  'engine-failed',
  'home-read-only',
  'unknown-route',
  'unsandboxed',
]);

/** Sends files in parts, one after the other, to be kept as copies in the data folder. */
export async function sendCopies(
  client: DoorClient,
  files: readonly NamedFile[],
  collection: string,
  report: (progress: CopyProgress) => void,
  signal: AbortSignal,
): Promise<Copied> {
  const paths = new Set<string>();
  const namesakes = new Set<string>();
  const problems: Problem[] = [];
  const drops = new Drops();
  const filesTotal = files.length;
  const bytesTotal = files.reduce((sum, { file }) => sum + file.size, 0);
  let [filesDone, bytesBefore, reported] = [0, 0, 0];
  const reportSent = (bytes: number): void => {
    if (performance.now() - reported < REPORT_MS) return;
    reported = performance.now();
    report({ filesDone, filesTotal, bytesDone: bytesBefore + bytes, bytesTotal });
  };
  const copied = (error: ContractError | null): Copied => {
    return { paths: [...paths], namesakes: [...namesakes], uploads: drops.ids, problems, error };
  };
  report({ filesDone, filesTotal, bytesDone: 0, bytesTotal });
  for (const named of files) {
    const target = { upload: drops.of(named.name), collection };
    const sent = await sendFile(client, target, named, reportSent, signal);
    if (sent.ok) {
      paths.add(sent.value.add);
      for (const id of sent.value.namesakes) namesakes.add(id);
    } else if (fatal.has(sent.error.code)) return copied(sent.error);
    else problems.push({ name: named.name, why: whyRefused(sent.error) });
    filesDone += 1;
    bytesBefore += named.file.size;
    reportSent(0);
  }
  return copied(null);
}

/** Where a file goes. */
interface Target {
  readonly upload: string;
  readonly collection: string;
}

type Kept = Awaited<ReturnType<typeof sendOnce>>;

/** Names of drops: two files of one name, from two folders, go into two of them. */
class Drops {
  readonly #drops: { readonly id: string; readonly names: Set<string> }[] = [];

  get ids(): string[] {
    return this.#drops.map(({ id }) => id);
  }

  of(name: string): string {
    const key = name.normalize('NFC').toLowerCase();
    let drop = this.#drops.find(({ names }) => !names.has(key));
    if (drop === undefined) {
      drop = { id: crypto.randomUUID(), names: new Set() };
      this.#drops.push(drop);
    }
    drop.names.add(key);
    return drop.id;
  }
}

/** Sends one file. Begins anew where the engine was restarted under it. */
async function sendFile(
  client: DoorClient,
  target: Target,
  named: NamedFile,
  reportSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Kept> {
  for (let attempt = 0; ; attempt += 1) {
    const sent = await sendOnce(client, target, named, reportSent, signal);
    if (sent.ok || attempt >= RESTARTS) return sent;
    const { code, details } = sent.error;
    // The half that was sent before is not there after a restart.
    const restarted = code === 'engine-failed' || details?.['field'] === 'offset';
    if (!restarted) return sent;
  }
}

async function sendOnce(
  client: DoorClient,
  target: Target,
  { name, file }: NamedFile,
  reportSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Result<{ readonly add: string; readonly namesakes: readonly string[] }>> {
  // While one part is under way, the next is read.
  let next = readPart(file, 0);
  for (let offset = 0; ;) {
    const bytes = await next;
    if (bytes === null) return err({ code: 'access-denied', message: '' });
    const end = Math.min(file.size, offset + maxPartBytes);
    const last = end >= file.size;
    if (!last) next = readPart(file, end);
    const part = { ...target, name, offset, bytes, last, modified: file.lastModified };
    const kept = await client.call('keepCopy', part, { signal });
    if (!kept.ok) return kept;
    reportSent(end);
    if (last) return ok(kept.value);
    offset = end;
  }
}

/** A part of a file in base64, or null where it cannot be read. */
async function readPart(file: File, offset: number): Promise<string | null> {
  return await base64Of(file.slice(offset, offset + maxPartBytes)).catch(() => null);
}

/** A name that cannot be kept is told in the reader's language, all else by its code. */
function whyRefused(error: ContractError): Problem['why'] {
  return error.code === 'invalid-input' ? 'name' : error;
}

/** The browser's own encoder, off the page's thread. Rejects where the file cannot be read. */
async function base64Of(part: Blob): Promise<string> {
  return await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      const { result } = reader;
      // `data:TYPE;base64,BYTES`; for no bytes some browsers leave the comma out.
      resolve(typeof result === 'string' ? (result.split(',', 2)[1] ?? '') : '');
    });
    reader.addEventListener('error', () => {
      reject(new Error('the file cannot be read', { cause: reader.error }));
    });
    reader.readAsDataURL(part);
  });
}
