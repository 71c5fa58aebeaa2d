import { CarrelFailure } from '../contract/errors.ts';
import type { Result } from '../contract/result.ts';
import type { DocumentInfo, ParseEvent } from '../parse/document.ts';
import { parserRoutes } from '../parse/routes.ts';
import { containerLimits, memberTooLarge } from '../parse/container/container.ts';
import type { MemberOrigin } from '../store/types/documents.ts';
import type { ReadRange } from './container-file.ts';
import type { ProbeFinding, ProbeTargets } from '../process/probe-schema.ts';
import type { Supervised } from '../process/supervise.ts';
import { ChildTime } from './child-time.ts';
import type { Deadline } from './deadline.ts';
import { PoisonedPages } from './poisoned-pages.ts';
import { LOST, ReaderFailures } from './reader-failures.ts';
import { ReaderProcess } from './reader-process.ts';
import { MESSAGE_BYTES, sendBytes } from './send-bytes.ts';
import { superviseReader, type ReaderOptions } from './supervise-reader.ts';

export interface ParserWorkerOptions extends ReaderOptions {
  readonly filesPerProcess: number;
  /** Time without a file after which the process is ended; the next file starts another. */
  readonly idleMs: number;
}

type Input = { readonly bytes: Uint8Array; readonly fileName: string };

interface Reading {
  readonly input: Input;
  readonly onEvent: (event: ParseEvent) => void | Promise<void>;
  readonly pages: PoisonedPages;
}

/** Bytes read after which a process is replaced, so that what it grew to does not stay. */
const BYTES_PER_PROCESS = 256 * 1024 * 1024;

const failures = new ReaderFailures(
  {
    outOfMemory: 'The file needs more memory than a parser is given. Split it and add the parts.',
    crashed:
      'The parser ended while it read this file, which may be damaged. Other files are not affected; use retry to try it again.',
    stopped: 'Reading was stopped.',
    timedOut: (seconds) =>
      `Reading was given up after ${seconds} s without progress. Open the file in its own program and save it again, or split it.`,
  },
  ['invalid-input'],
);

/** One parser process at a time, replaced when it died, was ended, or has read enough. */
export class ParserWorker {
  readonly #options: ParserWorkerOptions;
  readonly #process: ReaderProcess<typeof parserRoutes>;
  #files = 0;
  #bytes = 0;
  readonly #time = new ChildTime();
  /** The container that the process has open. */
  #open = '';

  constructor(options: ParserWorkerOptions) {
    this.#options = options;
    const start = () => superviseReader(parserRoutes, options, (exit) => failures.ofExit(exit));
    this.#process = new ReaderProcess(start, options.idleMs);
  }

  /** Processor time of all files read to their end, in seconds. */
  get processorSeconds(): number {
    return this.#time.seconds;
  }

  pid(): number | undefined {
    return this.#process.pid();
  }

  /**
   * Reads one file; see `ParserPool.parse`. One call at a time. Where a page ends the process, the
   * file is read again without it.
   */
  async parse(
    input: Input,
    onEvent: (event: ParseEvent) => void | Promise<void>,
    signal: AbortSignal,
    pageTimeoutMs: number,
  ): Promise<DocumentInfo> {
    const pages = new PoisonedPages();
    for (;;) {
      await this.#renew(input.bytes.length);
      try {
        return await onceMore(() =>
          this.#attended(signal, pageTimeoutMs, (own, deadline) =>
            this.#send(own, { input, onEvent, pages }, deadline),
          ),
        );
      } catch (error) {
        if (!(error instanceof CarrelFailure) || !pages.giveUp(error.toData())) throw error;
      }
    }
  }

  /** Unpacks a member; see `ParserPool.unpack`. One call at a time. */
  async unpack(
    origin: MemberOrigin,
    read: ReadRange,
    signal: AbortSignal,
    timeoutMs: number,
  ): Promise<Uint8Array> {
    const { path, bytes, modifiedMs, name, format } = origin.file;
    const file = { key: `${path} ${bytes} ${modifiedMs}`, name, format, bytes };
    // A process that has the file open keeps it.
    if (file.key !== this.#open) await this.#renew(bytes);
    this.#open = file.key;
    return await onceMore(async () => {
      const pieces: Uint8Array[] = [];
      let total = 0;
      await this.#attended(signal, timeoutMs, async ({ client }, deadline) => {
        return await client.stream('unpack', { file, steps: [...origin.steps] }, async (chunk) => {
          deadline.pause();
          if (chunk.kind === 'data') {
            total += chunk.data.length;
            if (total > containerLimits.memberBytes) throw memberTooLarge();
            pieces.push(chunk.data);
          } else {
            const data = await read(chunk.offset, Math.min(chunk.length, MESSAGE_BYTES));
            const supplied = await client.call('supply', { id: chunk.id, data });
            if (!supplied.ok) throw failures.ofCall(supplied.error);
          }
          deadline.restart();
        });
      });
      return Buffer.concat(pieces, total);
    });
  }

  /** Runs work in the process, which is ended when it makes no progress or is not wanted. */
  async #attended<T>(
    signal: AbortSignal,
    pageTimeoutMs: number,
    work: (process: Supervised<typeof parserRoutes>, deadline: Deadline) => Promise<Result<T>>,
  ): Promise<T> {
    return await this.#process.useWithDeadline(
      { signal, timeoutMs: pageTimeoutMs },
      async (own, deadline) => {
        if (signal.aborted) throw failures.stopped();
        const result = await work(own, deadline).catch((error: unknown) => {
          // The reader of the events gave up: a parser that went on would refuse the next file.
          own.kill();
          throw error;
        });
        if (result.ok) {
          await this.#time.count(own.client);
          return result.value;
        }
        if (signal.aborted) throw failures.stopped();
        throw deadline.passed ? failures.timedOut(pageTimeoutMs) : failures.ofCall(result.error);
      },
    );
  }

  async probe(targets: ProbeTargets, signal: AbortSignal): Promise<ProbeFinding[]> {
    return await this.#process.use(async ({ client }) => {
      const result = await client.call('probe', targets, { signal });
      if (!result.ok) throw failures.ofCall(result.error);
      return result.value.findings;
    });
  }

  async dispose(): Promise<void> {
    await this.#process.dispose();
  }

  async #send(
    { client }: Supervised<typeof parserRoutes>,
    { input: { bytes, fileName }, onEvent, pages }: Reading,
    deadline: Deadline,
  ): Promise<Result<DocumentInfo>> {
    const begun = await client.call('begin', { fileName, bytes: bytes.length });
    if (!begun.ok) return begun;
    const refused = await sendBytes(
      bytes,
      (data) => client.call('append', { data }),
      () => {
        deadline.restart();
      },
    );
    if (refused !== undefined) return refused;
    return await client.stream('parse', { givenUp: pages.givenUp }, async (message) => {
      deadline.pause();
      const event = pages.fresh(message);
      if (event !== undefined) await onEvent(event);
      deadline.restart();
    });
  }

  /** Counts a file, and replaces a process that has read its share. */
  async #renew(bytes: number): Promise<void> {
    if (this.#files >= this.#options.filesPerProcess || this.#bytes >= BYTES_PER_PROCESS) {
      this.#files = 0;
      this.#bytes = 0;
      await this.#process.replace();
    }
    this.#files += 1;
    this.#bytes += bytes;
  }
}

/** Does work again, once, whose process was killed from outside: nothing shows that the file is to blame. */
async function onceMore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CarrelFailure) || !wasKilled(error)) throw error;
    return await work();
  }
}

/** Programs that crash end by other signals; this one comes from a person, or for want of memory. */
function wasKilled({ code, details }: CarrelFailure): boolean {
  return code === 'parse-crashed' && (details?.['how'] === 'SIGKILL' || details?.['how'] === LOST);
}
