import type { OcrLanguage } from '../contract/ocr.ts';
import type { ParsedPage } from '../parse/document.ts';
import type { Result } from '../contract/result.ts';
import { ocrRoutes } from '../ocr/routes.ts';
import type { ProbeFinding, ProbeTargets } from '../process/probe-schema.ts';
import type { Supervised } from '../process/supervise.ts';
import { ChildTime } from './child-time.ts';
import type { Deadline } from './deadline.ts';
import { ReaderFailures } from './reader-failures.ts';
import { ReaderProcess } from './reader-process.ts';
import { sendBytes } from './send-bytes.ts';
import { superviseReader, type ReaderOptions } from './supervise-reader.ts';

export interface OcrWorkerOptions extends ReaderOptions {
  /** Pages after which a process is replaced: its WebAssembly memory only grows. */
  readonly pagesPerProcess: number;
  /** Time without a page after which the process is ended. */
  readonly idleMs: number;
  /** Longest time for one page. */
  readonly pageTimeoutMs: number;
}

/** A PDF or picture file; its bytes are only read where the process does not hold them already. */
export interface OcrFile {
  /** Of the bytes, hexadecimal. */
  readonly sha256: string;
  readonly load: () => Promise<Uint8Array>;
}

/** A request to recognise one page. */
export interface OcrRequest {
  readonly page: number;
  readonly shape: Pick<ParsedPage, 'width' | 'height' | 'rotation'>;
  readonly languages: OcrLanguage[];
}

export interface OcrResult {
  readonly page: ParsedPage;
  readonly confidences: Uint8Array;
}

const failures = new ReaderFailures(
  {
    outOfMemory: 'The picture of this page needs more memory than text recognition is given.',
    crashed:
      'Text recognition ended while it read this page, which may be damaged. Other pages are not affected; use retry to try it again.',
    stopped: 'Text recognition was stopped.',
    timedOut: (seconds) =>
      `The page was given up after ${seconds} s. Use retry to try it again while the computer is less busy.`,
  },
  ['invalid-input', 'internal'],
);

/** One process that recognises text, replaced when it died, was ended, or has read enough. */
export class OcrWorker {
  readonly #options: OcrWorkerOptions;
  readonly #process: ReaderProcess<typeof ocrRoutes>;
  /** SHA-256 of the file the process holds, and the process id that holds it. */
  #held: { readonly sha256: string; readonly pid: number | undefined } | undefined;
  #pages = 0;
  readonly #time = new ChildTime();

  constructor(options: OcrWorkerOptions) {
    this.#options = options;
    const start = () => superviseReader(ocrRoutes, options, (exit) => failures.ofExit(exit));
    this.#process = new ReaderProcess(start, options.idleMs);
  }

  /** Processor time of all that was done to its end, in seconds. */
  get processorSeconds(): number {
    return this.#time.seconds;
  }

  pid(): number | undefined {
    return this.#process.pid();
  }

  /** Whether its process has the file in hand. */
  holds(sha256: string): boolean {
    return this.#held?.sha256 === sha256 && this.#held.pid === this.#process.pid();
  }

  /** See `OcrPool.recognise`. One call at a time. */
  async recognise(file: OcrFile, request: OcrRequest, signal: AbortSignal): Promise<OcrResult> {
    if (this.#pages >= this.#options.pagesPerProcess) {
      this.#held = undefined;
      this.#pages = 0;
      await this.#process.replace();
    }
    this.#pages += 1;
    return await this.#with(file, signal, ({ client }) => client.call('recognise', request));
  }

  /** See `OcrPool.show`. */
  async show(file: OcrFile, signal: AbortSignal): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    await this.#with(file, signal, ({ client }, deadline) =>
      client.stream('show', {}, async ({ data }) => {
        parts.push(data);
        deadline.restart();
      }),
    );
    return Buffer.concat(parts);
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

  async #with<T>(
    file: OcrFile,
    signal: AbortSignal,
    ask: (process: Supervised<typeof ocrRoutes>, deadline: Deadline) => Promise<Result<T>>,
  ): Promise<T> {
    const timeoutMs = this.#options.pageTimeoutMs;
    return await this.#process.useWithDeadline({ signal, timeoutMs }, async (own, deadline) => {
      if (signal.aborted) throw failures.stopped();
      if (!this.holds(file.sha256)) await this.#send(own, file, deadline);
      deadline.restart();
      const result = await ask(own, deadline);
      if (result.ok) {
        await this.#time.count(own.client);
        return result.value;
      }
      if (deadline.passed) throw failures.timedOut(timeoutMs);
      if (signal.aborted) throw failures.stopped();
      throw failures.ofCall(result.error);
    });
  }

  async #send(
    own: Supervised<typeof ocrRoutes>,
    { sha256, load }: OcrFile,
    deadline: Deadline,
  ): Promise<void> {
    this.#held = undefined;
    deadline.pause();
    const bytes = await load();
    deadline.restart();
    const begun = await own.client.call('begin', { bytes: bytes.length });
    if (!begun.ok) throw failures.ofCall(begun.error);
    const refused = await sendBytes(
      bytes,
      (data) => own.client.call('append', { data }),
      () => {
        deadline.restart();
      },
    );
    if (refused !== undefined) throw failures.ofCall(refused.error);
    this.#held = { sha256, pid: own.pid() };
  }
}
