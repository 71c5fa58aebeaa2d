import { join } from 'node:path';
import { CarrelFailure } from '../contract/errors.ts';
import type { ProbeFinding, ProbeTargets } from '../process/probe-schema.ts';
import type { Confine } from '../process/spawn.ts';
import { OcrWorker, type OcrFile, type OcrRequest, type OcrResult } from './ocr-worker.ts';

export interface OcrPoolOptions {
  /** Processes at the same time, 1 or more. */
  readonly size: number;
  /** Absolute paths a process may read: the program's own code, packages and language data. */
  readonly readable: readonly string[];
  readonly confine?: Confine;
  /** Pages after which a process is replaced by a fresh one; 100 where absent. */
  readonly pagesPerProcess?: number;
  /** Milliseconds without a page after which a process is ended; 15 s where absent. */
  readonly idleMs?: number;
  /** Longest time for one page in milliseconds; 60 s where absent. */
  readonly pageTimeoutMs?: number;
}

/** Recognises text in processes of their own, which may do nothing but read the program's code. */
export interface OcrPool {
  /**
   * Recognises one page of a file.
   *
   * @throws CarrelFailure `scan-illegible`, `file-damaged`, `parse-timeout`, `parse-memory`,
   * `parse-crashed`, `cancelled`, and what `file.load` throws
   */
  recognise(file: OcrFile, request: OcrRequest, signal: AbortSignal): Promise<OcrResult>;
  /** A picture file as a PDF, to be shown; goes before pages that wait. */
  show(file: OcrFile, signal: AbortSignal): Promise<Uint8Array>;
  /** Tries to get out of such a process, for `carrel doctor`. */
  probe(targets: ProbeTargets): Promise<ProbeFinding[]>;
  /** Seconds for which recognition has kept a processor busy. */
  processorSeconds(): number;
  pids(): number[];
  dispose(): Promise<void>;
}

const entry = join(import.meta.dirname, '../ocr/main.ts');
const MEMORY_MB = 512;
const PAGES_PER_PROCESS = 100;
const IDLE_MS = 15_000;
const PAGE_TIMEOUT_MS = 60_000;

/** Creates a pool; processes are started when first needed. */
export function createOcrPool(options: OcrPoolOptions): OcrPool {
  const stopping = new AbortController();
  const workers: OcrWorker[] = [];
  const idle: OcrWorker[] = [];
  const waiting: ((worker: OcrWorker) => void)[] = [];

  function start(): OcrWorker {
    const worker = new OcrWorker({
      entry,
      readable: options.readable,
      memoryMb: MEMORY_MB,
      pagesPerProcess: options.pagesPerProcess ?? PAGES_PER_PROCESS,
      idleMs: options.idleMs ?? IDLE_MS,
      pageTimeoutMs: options.pageTimeoutMs ?? PAGE_TIMEOUT_MS,
      ...(options.confine === undefined ? {} : { confine: options.confine }),
    });
    workers.push(worker);
    return worker;
  }

  /** One that has the file in hand, else any, else a new one; `first` goes before others. */
  async function acquire(sha256: string, first: boolean): Promise<OcrWorker> {
    const at = idle.findIndex((worker) => worker.holds(sha256));
    const free = idle.splice(at < 0 ? idle.length - 1 : at, 1)[0];
    if (free !== undefined) return free;
    if (workers.length < Math.max(1, options.size)) return start();
    const turn = Promise.withResolvers<OcrWorker>();
    if (first) waiting.unshift(turn.resolve);
    else waiting.push(turn.resolve);
    return await turn.promise;
  }

  async function withWorker<T>(
    sha256: string,
    signal: AbortSignal | undefined,
    first: boolean,
    work: (worker: OcrWorker, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const both =
      signal === undefined ? stopping.signal : AbortSignal.any([signal, stopping.signal]);
    const worker = await acquire(sha256, first);
    try {
      if (both.aborted) throw new CarrelFailure('cancelled', 'Text recognition was stopped.');
      return await work(worker, both);
    } finally {
      const next = waiting.shift();
      if (next === undefined) idle.push(worker);
      else next(worker);
    }
  }

  return {
    recognise: (file, request, signal) =>
      withWorker(file.sha256, signal, false, (worker, either) =>
        worker.recognise(file, request, either),
      ),
    show: (file, signal) =>
      withWorker(file.sha256, signal, true, (worker, either) => worker.show(file, either)),
    probe: (targets) =>
      withWorker('', undefined, true, (worker, either) => worker.probe(targets, either)),
    processorSeconds: () => workers.reduce((sum, worker) => sum + worker.processorSeconds, 0),
    pids: () => workers.flatMap((worker) => worker.pid() ?? []),
    async dispose() {
      stopping.abort();
      await Promise.all(workers.map((worker) => worker.dispose()));
    },
  };
}
