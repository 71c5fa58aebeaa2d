import type { AddOutcome } from '../../src/contract/engine-routes.ts';
import type { Addition, Problem } from './additions.ts';

/** What became of an addition's files, in numbers. */
export interface Counts {
  readonly added: number;
  /** There already, as they are now. */
  readonly unchanged: number;
  /** Not read yet, because reading was paused. */
  readonly waiting: number;
  /** Of those added. */
  readonly partial: number;
  /** Failed, skipped, gone, or passed over on the page. */
  readonly refused: number;
}

export type Tone = 'busy' | 'good' | 'neutral' | 'partial' | 'failed';

export function countsOf(outcome: AddOutcome | null, passedOver: number): Counts {
  const { byStatus = {}, unchanged = 0 } = outcome ?? {};
  const { queued = 0, parsing = 0, embedding = 0, indexed = 0, partial = 0 } = byStatus;
  const { failed = 0, skipped = 0, missing = 0 } = byStatus;
  return {
    added: Math.max(0, indexed + embedding + partial - unchanged),
    unchanged,
    waiting: queued + parsing,
    partial,
    refused: failed + skipped + missing + passedOver,
  };
}

/** How an addition stands, for its icon and colour. */
export function toneOf({ stage, problemCount }: Addition): Tone {
  switch (stage.kind) {
    case 'looking':
    case 'copying':
    case 'reading':
      return 'busy';
    case 'failed':
    case 'too-many':
      return 'failed';
    case 'stopped':
      return 'neutral';
    case 'done': {
      const { added, unchanged, waiting, partial, refused } = countsOf(stage.outcome, problemCount);
      if (waiting > 0) return 'busy';
      if (refused > 0) return added + unchanged > 0 ? 'partial' : 'failed';
      if (partial > 0) return 'partial';
      return added + unchanged > 0 ? 'good' : 'neutral';
    }
  }
}

/** What was passed over on the page and what the engine could not read, or only in part. */
export function problemsOf({ stage, problems }: Addition): readonly Problem[] {
  const told = stage.kind === 'done' ? (stage.outcome?.problems ?? []) : [];
  return [
    ...problems,
    ...told.flatMap(({ document, reason }) =>
      reason === null ? [] : [{ name: document, why: reason }],
    ),
  ];
}
