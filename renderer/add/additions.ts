import { create } from 'zustand';
import type { IngestProgress } from '../../src/contract/documents.ts';
import type { AddOutcome } from '../../src/contract/engine-routes.ts';
import type { ContractError } from '../../src/contract/errors.ts';

/** Why a file was passed over before the engine saw it, by `problem.<why>` of `add`. */
export type PassedOver = 'hidden' | 'media' | 'name';

/** A file that was not added, or only in part, and why. */
export interface Problem {
  readonly name: string;
  readonly why: ContractError | PassedOver;
}

/** How far the copying into the data folder is. */
export interface CopyProgress {
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

export type Stage =
  /** Folders are walked; files found so far. */
  | { readonly kind: 'looking'; readonly found: number }
  | ({ readonly kind: 'copying' } & CopyProgress)
  /** The engine records and reads; null until it has said how far it is. */
  | { readonly kind: 'reading'; readonly progress: IngestProgress | null }
  | { readonly kind: 'done'; readonly outcome: AddOutcome | null }
  | { readonly kind: 'stopped' }
  /** More files than a browser can hand over. */
  | { readonly kind: 'too-many' }
  | { readonly kind: 'failed'; readonly error: ContractError };

/** Files and folders added by one gesture. */
export interface Addition {
  readonly id: number;
  readonly collection: string;
  /** Copies are made, because a browser tells no paths. */
  readonly copies: boolean;
  /** It was put out of sight; its work goes on. */
  readonly hidden: boolean;
  readonly stage: Stage;
  /** Files passed over on the page, the first of them. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  /** Ids of documents that were there with the names of files that came now, and other text. */
  readonly namesakes: readonly string[];
}

/** Problems kept of one addition. */
const MAX_PROBLEMS = 200;
/** Ended additions kept on the screen. */
const MAX_ENDED = 5;

/** What is being added, the latest first, and what has been until it is put away. */
export const useAdditions = create<{ readonly additions: readonly Addition[] }>()(() => ({
  additions: [],
}));

let lastId = 0;

/** Puts a new addition on the list. */
export function openAddition(collection: string, copies: boolean): number {
  lastId += 1;
  const stage: Stage = copies ? { kind: 'looking', found: 0 } : { kind: 'reading', progress: null };
  const addition: Addition = {
    id: lastId,
    collection,
    copies,
    hidden: false,
    stage,
    problems: [],
    problemCount: 0,
    namesakes: [],
  };
  useAdditions.setState(({ additions }) => {
    const ended = new Set(additions.filter(hasEnded).slice(0, MAX_ENDED - 1));
    return {
      additions: [addition, ...additions.filter((one) => !hasEnded(one) || ended.has(one))],
    };
  });
  return lastId;
}

export function setStage(id: number, stage: Stage): void {
  change(id, () => ({ stage }));
}

/** Puts an addition out of sight until it fails; what it brought is in the library. */
export function hide(id: number): void {
  change(id, () => ({ hidden: true }));
}

/** Notes files that were passed over. */
export function noteProblems(id: number, problems: readonly Problem[]): void {
  change(id, (now) => ({
    problems: [...now.problems, ...problems].slice(0, MAX_PROBLEMS),
    problemCount: now.problemCount + problems.length,
  }));
}

/** Notes documents whose names came again. */
export function noteNamesakes(id: number, namesakes: readonly string[]): void {
  change(id, () => ({ namesakes }));
}

/** Takes an addition off the list. */
export function dismissAddition(id: number): void {
  useAdditions.setState(({ additions }) => ({
    additions: additions.filter((addition) => addition.id !== id),
  }));
}

/** Nothing more will happen to it. */
export function hasEnded({ stage }: Addition): boolean {
  return stage.kind !== 'looking' && stage.kind !== 'copying' && stage.kind !== 'reading';
}

function change(id: number, next: (now: Addition) => Partial<Addition>): void {
  useAdditions.setState(({ additions }) => ({
    additions: additions.map((one) => (one.id === id ? { ...one, ...next(one) } : one)),
  }));
}
