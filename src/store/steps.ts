import { CarrelFailure } from '../contract/errors.ts';
import { yieldToEventLoop } from './yield-to-event-loop.ts';

/** Milliseconds after which whatever else waits in this process has its turn. */
const STEP_MS = 15;

/** Work that can be interrupted at each `yield`. */
export type Steps<T> = Generator<undefined, T, undefined>;

export interface StepOptions<T> {
  /** Runs each step; a transaction, for one. */
  readonly around?: (step: () => IteratorResult<undefined, T>) => IteratorResult<undefined, T>;
  readonly signal?: AbortSignal;
}

/**
 * Does work in steps of some milliseconds between which other work of this process has its turn.
 *
 * @throws CarrelFailure `cancelled` when the signal aborts, between two steps; and what a step throws.
 */
export async function inSteps<T>(work: Steps<T>, options: StepOptions<T> = {}): Promise<T> {
  const { around = (step) => step(), signal } = options;
  for (;;) {
    if (signal?.aborted === true) throw new CarrelFailure('cancelled', 'The work was stopped.');
    const result = around(() => oneStep(work));
    if (result.done === true) return result.value;
    await yieldToEventLoop();
  }
}

/** Does the same work at one go. */
export function atOnce<T>(work: Steps<T>): T {
  for (;;) {
    const result = work.next();
    if (result.done === true) return result.value;
  }
}

function oneStep<T>(work: Steps<T>): IteratorResult<undefined, T> {
  const end = performance.now() + STEP_MS;
  for (;;) {
    const result = work.next();
    if (result.done === true || performance.now() >= end) return result;
  }
}
