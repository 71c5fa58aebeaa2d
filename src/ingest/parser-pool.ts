import { join } from 'node:path';
import type { DocumentInfo, ParseEvent } from '../parse/document.ts';
import type { ProbeFinding, ProbeTargets } from '../process/probe-schema.ts';
import type { MemberOrigin } from '../store/types/documents.ts';
import type { ReadRange } from './container-file.ts';
import type { Confine } from '../process/spawn.ts';
import { ParserWorker } from './parser-worker.ts';
import { WorkerTurns } from './worker-turns.ts';

export interface ParserPoolOptions {
  /** Parser processes at the same time, 1 or more. */
  readonly size: number;
  /** Absolute paths a parser may read: the program's own code and packages. */
  readonly readable: readonly string[];
  /** Puts each process under the operating system's sandbox. */
  readonly confine?: Confine;
  /** Limit of a parser's JavaScript heap in MB; 1,024 where absent. */
  readonly memoryMb?: number;
  /** Files after which a process is replaced by a fresh one; 200 where absent. */
  readonly filesPerProcess?: number;
  /** Milliseconds without a file after which a process is ended; 10 s where absent. */
  readonly idleMs?: number;
}

export interface ParseOptions {
  /** Aborting ends the process that reads the file at once. */
  readonly signal?: AbortSignal;
  /**
   * Longest time without progress, in milliseconds; 60 s where absent. A page that takes longer, or
   * ends its process, is an `unreadable` event; five may be given up in a file.
   */
  readonly pageTimeoutMs?: number;
}

/** Reads files in processes of their own, which may do nothing but read the program's code. */
export interface ParserPool {
  /**
   * Reads one file. Pages come as events; while `onEvent` works on one, no time counts.
   *
   * @throws CarrelFailure a document code of the parser's; `parse-timeout`, `parse-memory` or
   * `parse-crashed` when its process had to be or was ended; `cancelled`; `busy`
   */
  parse(
    input: { readonly bytes: Uint8Array; readonly fileName: string },
    onEvent: (event: ParseEvent) => void | Promise<void>,
    options?: ParseOptions,
  ): Promise<DocumentInfo>;
  /**
   * Unpacks a member in a process of its own, which keeps the container open for the next one.
   * `read` gives the parts of the file that are needed.
   *
   * @throws CarrelFailure the container's reasons, `read`'s, and those of `parse`
   */
  unpack(origin: MemberOrigin, read: ReadRange, options: ParseOptions): Promise<Uint8Array>;
  /** Tries to get out of a parser process, for `carrel doctor`. */
  probe(targets: ProbeTargets): Promise<ProbeFinding[]>;
  /** Seconds for which parsers have kept a processor busy, as far as they ended their files. */
  processorSeconds(): number;
  /** Process ids of the parsers that are running. */
  pids(): number[];
  /** Ends every process; what is being read fails with `cancelled`. */
  dispose(): Promise<void>;
}

/** The parser process's program. */
const entry = join(import.meta.dirname, '../parse/main.ts');
const PAGE_TIMEOUT_MS = 60_000;
const FILES_PER_PROCESS = 200;
const IDLE_MS = 10_000;
const MEMORY_MB = 1024;

/** Creates a pool; processes are started when first needed. */
export function createParserPool(options: ParserPoolOptions): ParserPool {
  const start = (): ParserWorker =>
    new ParserWorker({
      entry,
      readable: options.readable,
      memoryMb: options.memoryMb ?? MEMORY_MB,
      filesPerProcess: options.filesPerProcess ?? FILES_PER_PROCESS,
      idleMs: options.idleMs ?? IDLE_MS,
      ...(options.confine === undefined ? {} : { confine: options.confine }),
    });
  const turns = new WorkerTurns({ size: options.size, start });
  const unpacker = start();
  let unpacking: Promise<unknown> = Promise.resolve();

  return {
    async parse(input, onEvent, { signal, pageTimeoutMs = PAGE_TIMEOUT_MS } = {}) {
      return await turns.run(
        (worker, either) => worker.parse(input, onEvent, either, pageTimeoutMs),
        { signal },
      );
    },
    async unpack(origin, read, { signal, pageTimeoutMs = PAGE_TIMEOUT_MS } = {}) {
      const both =
        signal === undefined ? turns.stopping : AbortSignal.any([signal, turns.stopping]);
      // One after the other: the container that is open serves them all.
      const turn = unpacking.then(() => unpacker.unpack(origin, read, both, pageTimeoutMs));
      unpacking = turn.catch(() => undefined);
      return await turn;
    },
    async probe(targets) {
      return await turns.run((worker, signal) => worker.probe(targets, signal));
    },
    processorSeconds: () => turns.workers.reduce((sum, worker) => sum + worker.processorSeconds, 0),
    pids() {
      return [...turns.workers, unpacker].flatMap((worker) => worker.pid() ?? []);
    },
    async dispose() {
      turns.stop();
      await Promise.all([...turns.workers, unpacker].map((worker) => worker.dispose()));
    },
  };
}
