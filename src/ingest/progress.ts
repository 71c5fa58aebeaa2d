import type { IngestProgress } from '../contract/documents.ts';

/**
 * Seconds of work to go by before an estimate is given; less says how the beginning went: the model
 * that was loaded, the one file that was read.
 */
const SETTLED_SECONDS = 10;

/** What progress needs from the store: the work that is left. */
export interface Backlog {
  readonly filesQueued: number;
  readonly passages: number;
  readonly toEmbed: number;
  /** Pages that wait to be recognised. */
  readonly scans: number;
}

/** Counts one run of work, from the first file queued until nothing is left. */
export class ProgressTally {
  /** Milliseconds of work before the last rest; a pause is none. */
  #worked = 0;
  /** When work was begun or taken up; null while it rests. */
  #since: number | null = null;
  #filesRead = 0;
  #filesFailed = 0;
  #filesUnchanged = 0;
  #pages = 0;
  #embedded = 0;
  /** Time of work at which the first passages had their vectors, and how many those were. */
  #firstEmbedded = { at: 0, passages: 0 };
  #scansRead = 0;
  #scansFailed = 0;
  /** Time of work at which the first page of a scan was done with. */
  #firstScan = 0;
  #passagesRead = 0;
  #current = '';
  readonly #now: () => number;

  /** @param now milliseconds, monotonic */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Pages of the files whose text is stored. */
  get pages(): number {
    return this.#pages;
  }

  /** Work begins or goes on. */
  begin(): void {
    this.#since ??= this.#now();
  }

  /** Work has ended or is paused. */
  rest(): void {
    this.#worked = this.#milliseconds();
    this.#since = null;
  }

  reading(document: string): void {
    this.#current = document;
  }

  /** A file's text is stored. */
  read(pages: number, passages: number): void {
    this.#filesRead += 1;
    this.#pages += pages;
    this.#passagesRead += passages;
    this.#current = '';
  }

  failed(): void {
    this.#filesFailed += 1;
    this.#current = '';
  }

  unchanged(): void {
    this.#filesUnchanged += 1;
  }

  /** A page of a scan is done with. */
  recognised(outcome: 'read' | 'failed'): void {
    if (this.#scansRead + this.#scansFailed === 0) this.#firstScan = this.#milliseconds();
    if (outcome === 'read') this.#scansRead += 1;
    else this.#scansFailed += 1;
  }

  embedded(passages: number): void {
    if (this.#embedded === 0) this.#firstEmbedded = { at: this.#milliseconds(), passages };
    this.#embedded += passages;
  }

  /** A snapshot; the estimate supposes that files to come are like those read in this run. */
  snapshot(backlog: Backlog): IngestProgress {
    const done = this.#filesRead + this.#filesFailed;
    return {
      filesDone: done,
      filesTotal: done + backlog.filesQueued,
      filesFailed: this.#filesFailed,
      filesUnchanged: this.#filesUnchanged,
      pagesDone: this.#pages,
      passagesDone: this.#embedded,
      passagesTotal: this.#embedded + backlog.toEmbed,
      scansDone: this.#scansRead + this.#scansFailed,
      scansTotal: this.#scansRead + this.#scansFailed + backlog.scans,
      secondsLeft: this.#secondsLeft(backlog),
      current: this.#current,
    };
  }

  /** Recognising comes last and takes longest: the rest is small beside it. */
  #scanSeconds(scans: number): number | null {
    const done = this.#scansRead + this.#scansFailed - 1;
    if (done < 1) return null;
    return Math.ceil((scans * (this.#milliseconds() - this.#firstScan)) / done / 1000);
  }

  #milliseconds(): number {
    return this.#worked + (this.#since === null ? 0 : this.#now() - this.#since);
  }

  #secondsLeft(backlog: Backlog): number | null {
    const seconds = this.#milliseconds() / 1000;
    if (backlog.filesQueued === 0 && backlog.toEmbed === 0 && backlog.scans === 0) return 0;
    if (seconds < SETTLED_SECONDS) return null;
    if (backlog.scans > 0) return this.#scanSeconds(backlog.scans);
    const filesPerSecond = (this.#filesRead + this.#filesFailed) / seconds;
    if (this.#embedded === 0) {
      if (filesPerSecond === 0 || backlog.toEmbed > 0) return null;
      return Math.ceil(backlog.filesQueued / filesPerSecond);
    }
    const { at, passages: first } = this.#firstEmbedded;
    const embedding = seconds - at / 1000;
    if (embedding < SETTLED_SECONDS || this.#embedded === first) return null;
    const perFile = this.#filesRead === 0 ? 0 : this.#passagesRead / this.#filesRead;
    const passages = backlog.toEmbed + perFile * backlog.filesQueued;
    return Math.ceil((passages * embedding) / (this.#embedded - first));
  }
}
