import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DocumentEntry } from '../../src/contract/documents.ts';
import { CarrelFailure } from '../../src/contract/errors.ts';
import type { Engine } from '../../src/shell/engine-host.ts';
import { addFile, openWordsOnly, storedLetters } from './engine.ts';
import { forgetOthers, lettersByOthers } from './others.ts';
import { MemoryWatch } from './peak-memory.ts';
import { appendRecord, readRecords, type MessyRecord } from './record.ts';

export interface MessyOptions {
  readonly folder: string;
  /** Results, one line a file; files that have a line are not added again. */
  readonly out: string;
  /** Only files whose path matches. */
  readonly only: RegExp;
  /** Files to ask other programs about: those that Carrel did not read, or all. */
  readonly compare: 'none' | 'unread' | 'all';
  /** For the data folder, which is removed afterwards. */
  readonly scratch: string;
  readonly signal: AbortSignal;
  readonly note: (sentence: string) => void;
}

/** A file that takes longer than this is given up by the measurement itself. */
const MAX_FILE_MS = 15 * 60_000;

/**
 * Adds each file of a folder to an engine, one after the other, and writes down what became of it;
 * then asks other programs. Ends early, with what there is, when the signal aborts.
 */
export async function measure(options: MessyOptions): Promise<MessyRecord[]> {
  const files = listFiles(options.folder, options.only);
  const records = readRecords(options.out);
  const left = files.filter((file) => !records.has(file));
  if (left.length > 0) await addAll(options, left, records);
  if (options.compare !== 'none') await compareAll(options, files, records);
  return files.flatMap((file) => records.get(file) ?? []);
}

function listFiles(folder: string, only: RegExp): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(resolve(folder).length + 1))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => only.test(path))
    .toSorted();
}

async function addAll(
  options: MessyOptions,
  files: readonly string[],
  records: Map<string, MessyRecord>,
): Promise<void> {
  mkdirSync(options.scratch, { recursive: true });
  const crashes = { count: 0 };
  const engine = await openWordsOnly(options.scratch, () => {
    crashes.count += 1;
  });
  try {
    for (const [index, file] of files.entries()) {
      if (options.signal.aborted) return;
      const before = crashes.count;
      const record = await addOne(engine, options, file, index);
      if (options.signal.aborted) return;
      const kept = crashes.count > before ? { ...record, status: 'crashed' } : record;
      records.set(file, kept);
      appendRecord(options.out, kept);
      options.note(`${index + 1} of ${files.length} ${kept.status} ${kept.code} ${file}`);
    }
  } finally {
    await engine.dispose();
    rmSync(options.scratch, { recursive: true, force: true });
  }
}

async function addOne(
  engine: Engine,
  { folder, signal }: MessyOptions,
  file: string,
  index: number,
): Promise<MessyRecord> {
  const path = resolve(folder, file);
  const limit = AbortSignal.any([signal, AbortSignal.timeout(MAX_FILE_MS)]);
  const watch = new MemoryWatch();
  const started = performance.now();
  const added = await addFile(engine, path, `messy-${index}`, limit).catch((error: unknown) => {
    if (error instanceof CarrelFailure) return error;
    throw error;
  });
  const seconds = (performance.now() - started) / 1000;
  const measured = { file, bytes: statSync(path).size, seconds, ...watch.end() };
  if (added instanceof CarrelFailure) {
    const { code, message } = added;
    return { ...measured, status: 'crashed', code, message, pages: 0, letters: 0 };
  }
  return { ...measured, ...outcomeOf(added), letters: await storedLetters(engine, added) };
}

function outcomeOf(
  documents: readonly DocumentEntry[],
): Pick<MessyRecord, 'status' | 'code' | 'message' | 'pages'> {
  const [own] = documents;
  const pages = documents.reduce((sum, document) => sum + document.pages, 0);
  if (own === undefined) return { status: 'ignored', code: '', message: '', pages };
  // Text that waits for a vector, which there is no model for, is found by its words.
  const status = own.status === 'embedding' ? 'indexed' : own.status;
  return { status, code: own.reason?.code ?? '', message: own.reason?.message ?? '', pages };
}

async function compareAll(
  options: MessyOptions,
  files: readonly string[],
  records: Map<string, MessyRecord>,
): Promise<void> {
  try {
    for (const file of files) {
      const record = records.get(file);
      if (record === undefined || record.others !== undefined) continue;
      const read = record.status === 'indexed' || record.status === 'partial';
      if (read && options.compare !== 'all') continue;
      const others = await lettersByOthers(resolve(options.folder, file), options.signal);
      const kept = { ...record, others };
      records.set(file, kept);
      appendRecord(options.out, kept);
      options.note(`compared ${file}`);
    }
  } catch (error) {
    if (!options.signal.aborted) throw error;
  } finally {
    forgetOthers();
  }
}
