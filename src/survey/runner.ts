import type { Scope } from '../contract/documents.ts';
import { CarrelFailure } from '../contract/errors.ts';
import type { SurveyEntry } from '../contract/surveys.ts';
import type { Store } from '../store/types/store.ts';
import type { KeptSurvey, WaitingRow } from '../store/surveys/types.ts';
import { compareColumns } from './plan/comparison.ts';
import { planSurvey } from './plan/plan-survey.ts';
import { columnsOf, plan as planSchema, type Plan } from './plan/plan.ts';
import { twoDocuments } from './plan/two-documents.ts';
import { readChanges } from './read/changes.ts';
import { readDocument, type DocumentReader } from './read/read-document.ts';

export interface SurveyRunnerOptions {
  readonly store: Store;
  readonly ask: DocumentReader['ask'];
  /** Milliseconds after the start before what was cut short is gone on with. */
  readonly firstMs?: number;
  /** Called with what failed unexpectedly. */
  readonly log: (what: string, error: unknown) => void;
}

/** A single command is done by then. */
const FIRST_MS = 2_000;
/** After a failure of the store (a full disk) it is tried again. */
const RETRY_MS = 30_000;
/** Documents read before the time left is told. */
const HISTORY = 3;

export interface NewQuestion {
  readonly question: string;
  readonly scope: Scope;
  readonly fields?: readonly string[] | undefined;
}

/**
 * Runs questions over everything, one document at a time and one survey after another. What was read
 * is kept at once, so that it goes on after a pause, a crash or a restart where it stopped.
 */
export class SurveyRunner {
  readonly #options: SurveyRunnerOptions;
  readonly #listeners = new Map<string, Set<() => void>>();
  #timer: NodeJS.Timeout;
  readonly #end = new AbortController();
  #stop = new AbortController();
  #running: Promise<void> | undefined;
  #at: { readonly id: string; current: string; readonly started: number; done: number } | undefined;

  constructor(options: SurveyRunnerOptions) {
    this.#options = options;
    this.#timer = this.#wakeAfter(options.firstMs ?? FIRST_MS);
  }

  /** Throws `invalid-input`, `not-found`. */
  async start({ question, scope, fields }: NewQuestion, signal: AbortSignal): Promise<SurveyEntry> {
    const { store } = this.#options;
    let plan = planSurvey(question, fields);
    let documents: number[] | undefined;
    let versions: [number, number] | undefined;
    if (plan.kind === 'changes' || plan.kind === 'comparison') {
      const [before, after] = twoDocuments(
        question,
        store.library.entries(store.surveys.documentsIn(scope)),
      );
      const pair: [number, number] = [Number(before.id), Number(after.id)];
      if (plan.kind === 'changes') {
        versions = pair;
        const columns: Plan['columns'] = [
          { how: 'before', name: before.document },
          { how: 'after', name: after.document },
        ];
        plan = { ...plan, columns };
      } else {
        documents = pair;
        plan = fields === undefined ? await compareColumns(store, plan, pair, signal) : plan;
      }
    }
    const kept = store.surveys.create({
      question,
      scope,
      plan: JSON.stringify(plan),
      documents,
      versions,
      conditional: plan.columns.some(({ how }) => how === 'condition'),
    });
    this.#wake();
    return this.entry(kept);
  }

  /** Throws `not-found`. */
  control(id: string, action: 'pause' | 'resume' | 'cancel'): SurveyEntry {
    const { surveys } = this.#options.store;
    const { state } = surveys.read(id);
    if (action === 'resume') {
      surveys.retry(id);
      surveys.setState(id, 'running');
    } else if (state === 'running' || state === 'paused') {
      surveys.setState(id, action === 'pause' ? 'paused' : 'cancelled');
    }
    this.#interrupt(id);
    this.#tell(id);
    this.#wake();
    return this.entry(surveys.read(id));
  }

  /** Throws `not-found`. */
  delete(id: string): void {
    this.#options.store.surveys.delete(id);
    this.#interrupt(id);
    this.#tell(id);
  }

  /** A kept survey as doors show it. */
  entry(kept: KeptSurvey): SurveyEntry {
    const { id, question, scope, state, createdMs, updatedMs, coverage } = kept;
    const plan = planSchema.parse(JSON.parse(kept.plan));
    const at = this.#at?.id === id && state === 'running' ? this.#at : undefined;
    const perDocument =
      at === undefined || at.done < HISTORY ? null : (performance.now() - at.started) / at.done;
    return {
      id,
      question,
      scope,
      state,
      coverage,
      kind: plan.kind,
      columns: columnsOf(plan),
      created: new Date(createdMs).toISOString(),
      updated: new Date(updatedMs).toISOString(),
      current: at?.current ?? '',
      secondsLeft: perDocument === null ? null : (perDocument * coverage.waiting) / 1000,
    };
  }

  /** Calls a listener at each change of a survey; the returned function ends that. */
  onChange(id: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(id);
    };
  }

  async dispose(): Promise<void> {
    clearTimeout(this.#timer);
    this.#end.abort();
    this.#stop.abort();
    await this.#running;
  }

  #tell(id: string): void {
    for (const listener of this.#listeners.get(id) ?? []) listener();
  }

  #interrupt(id: string): void {
    if (this.#at?.id === id) this.#stop.abort();
  }

  #wake(): void {
    if (this.#end.signal.aborted) return;
    this.#running ??= this.#runToEnd();
  }

  #wakeAfter(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#wake();
    }, milliseconds).unref();
  }

  async #runToEnd(): Promise<void> {
    // A failure at once must not come before `#running` is set.
    await Promise.resolve();
    try {
      do await this.#run();
      while (!this.#end.signal.aborted && this.#options.store.surveys.nextRunning() !== undefined);
    } catch (error) {
      this.#options.log('surveys', error);
      clearTimeout(this.#timer);
      if (!this.#end.signal.aborted) this.#timer = this.#wakeAfter(RETRY_MS);
    }
    // In the same turn as the last look at what is to be run, so that nothing is passed by.
    this.#running = undefined;
  }

  async #run(): Promise<void> {
    const { surveys } = this.#options.store;
    for (;;) {
      if (this.#end.signal.aborted) return;
      const id = surveys.nextRunning();
      if (id === undefined) return;
      this.#stop = new AbortController();
      const waiting = surveys.nextWaiting(id);
      if (waiting === undefined) {
        surveys.setState(id, 'complete');
        this.#at = undefined;
        this.#tell(id);
        continue;
      }
      if (this.#at?.id !== id) {
        this.#at = { id, current: '', started: performance.now(), done: 0 };
      }
      await this.#read(surveys.read(id), waiting);
      if (this.#at !== undefined) this.#at.done += 1;
      this.#tell(id);
    }
  }

  async #read(kept: KeptSurvey, waiting: WaitingRow): Promise<void> {
    const { store, log } = this.#options;
    const document = store.document(waiting.document);
    const entry = document === undefined ? undefined : store.surveys.readable(waiting.document);
    if (document === undefined || entry === undefined) {
      store.surveys.fail(waiting, unread);
      return;
    }
    if (this.#at !== undefined) this.#at.current = document.document;
    this.#tell(kept.id);
    if (entry.holder && entry.reason === null) {
      store.surveys.leaveOut(waiting);
      return;
    }
    if (!entry.readable) {
      store.surveys.fail(waiting, entry.reason ?? unread);
      return;
    }
    try {
      const plan = planSchema.parse(JSON.parse(kept.plan));
      const { signal } = this.#stop;
      const drafts =
        waiting.other === null
          ? [await readDocument(this.#options, plan, waiting.document, signal)]
          : await readChanges(store, waiting.document, waiting.other, signal);
      store.surveys.finish(waiting, drafts, entry.reason);
    } catch (error) {
      // Paused, cancelled, deleted, or the engine ends: it is read again when it goes on.
      if (this.#stop.signal.aborted) return;
      log(`survey ${kept.id}`, error);
      const failure =
        error instanceof CarrelFailure
          ? error
          : new CarrelFailure('internal', 'This document could not be looked through.');
      store.surveys.fail(waiting, failure.toData());
    }
  }
}

const unread = new CarrelFailure(
  'busy',
  'This document has not been read yet. Go on with the table when the import is done.',
).toData();
