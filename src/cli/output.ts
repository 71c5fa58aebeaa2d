import type { ContractError } from '../contract/errors.ts';
import { stripControls } from './text.ts';

/** Where a command writes; a seam for tests. */
export interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
}

export interface OutputOptions {
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Seconds between plain progress lines where there is no terminal. */
const PLAIN_PROGRESS_SECONDS = 5;

/**
 * Results on stdout; progress, notes and errors on stderr. Text of documents is stripped of control
 * characters, so that a document cannot write to the terminal.
 */
export class Output {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly #streams: Streams;
  #barShown = false;
  #lastPlain = Number.NEGATIVE_INFINITY;

  constructor(options: OutputOptions, streams: Streams = process) {
    this.json = options.json;
    this.quiet = options.quiet;
    this.#streams = streams;
  }

  /** A line of the result, for people; nothing with `--json`. */
  line(text = ''): void {
    if (this.json) return;
    this.#clearBar();
    this.#streams.stdout.write(`${stripControls(text)}\n`);
  }

  /** The result as one JSON document; nothing without `--json`. */
  document(value: unknown): void {
    if (this.json) this.#streams.stdout.write(`${JSON.stringify(value)}\n`);
  }

  /** Something worth knowing that is not the result. */
  note(text: string): void {
    if (this.quiet) return;
    this.#clearBar();
    this.#streams.stderr.write(`${stripControls(text)}\n`);
  }

  error(error: ContractError): void {
    this.#clearBar();
    if (this.json) this.#streams.stdout.write(`${JSON.stringify({ error })}\n`);
    this.#streams.stderr.write(`carrel: ${stripControls(error.message)} [${error.code}]\n`);
  }

  /** Redraws one line on a terminal, else writes a plain line now and then. */
  progress(text: string): void {
    if (this.quiet) return;
    const clean = stripControls(text);
    if (this.#streams.stderr.isTTY === true) {
      this.#streams.stderr.write(`\r\u001B[K${clean.slice(0, (process.stderr.columns || 80) - 1)}`);
      this.#barShown = true;
    } else if (performance.now() - this.#lastPlain > PLAIN_PROGRESS_SECONDS * 1000) {
      this.#lastPlain = performance.now();
      this.#streams.stderr.write(`${clean}\n`);
    }
  }

  /** Ends the progress line. */
  progressDone(): void {
    this.#clearBar();
  }

  #clearBar(): void {
    if (!this.#barShown) return;
    this.#streams.stderr.write('\r\u001B[K');
    this.#barShown = false;
  }
}
