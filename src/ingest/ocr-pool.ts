import { join } from 'node:path';
import type { ProbeFinding, ProbeTargets } from '../process/probe-schema.ts';
import type { Confine } from '../process/spawn.ts';
import { OcrWorker, type OcrFile, type OcrRequest, type OcrResult } from './ocr-worker.ts';
import { WorkerTurns } from './worker-turns.ts';

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
  const start = (): OcrWorker =>
    new OcrWorker({
      entry,
      readable: options.readable,
      memoryMb: MEMORY_MB,
      pagesPerProcess: options.pagesPerProcess ?? PAGES_PER_PROCESS,
      idleMs: options.idleMs ?? IDLE_MS,
      pageTimeoutMs: options.pageTimeoutMs ?? PAGE_TIMEOUT_MS,
      ...(options.confine === undefined ? {} : { confine: options.confine }),
    });
  const turns = new WorkerTurns({ size: options.size, start });
  const holding =
    ({ sha256 }: OcrFile) =>
    (worker: OcrWorker): boolean =>
      worker.holds(sha256);

  return {
    recognise: (file, request, signal) =>
      turns.run((worker, either) => worker.recognise(file, request, either), {
        signal,
        prefer: holding(file),
      }),
    show: (file, signal) =>
      turns.run((worker, either) => worker.show(file, either), {
        signal,
        prefer: holding(file),
        first: true,
      }),
    probe: (targets) =>
      turns.run((worker, either) => worker.probe(targets, either), { first: true }),
    processorSeconds: () => turns.workers.reduce((sum, worker) => sum + worker.processorSeconds, 0),
    pids: () => turns.workers.flatMap((worker) => worker.pid() ?? []),
    async dispose() {
      turns.stop();
      await Promise.all(turns.workers.map((worker) => worker.dispose()));
    },
  };
}
