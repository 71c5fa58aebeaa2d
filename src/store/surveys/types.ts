import type { Citation } from '../../contract/answers.ts';
import type { Scope } from '../../contract/documents.ts';
import type { ContractError } from '../../contract/errors.ts';
import type {
  SurveyCoverage,
  SurveyRow,
  SurveyShow,
  SurveySort,
  SurveyState,
} from '../../contract/surveys.ts';

/** A stored survey; its plan is opaque here and read by whoever runs it. */
export interface KeptSurvey {
  readonly id: string;
  readonly question: string;
  readonly scope: Scope;
  /** JSON. */
  readonly plan: string;
  readonly state: SurveyState;
  /** Milliseconds since the epoch. */
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly coverage: SurveyCoverage;
}

export interface NewSurvey {
  readonly question: string;
  readonly scope: Scope;
  readonly plan: string;
  /** One row each; undefined: every document in scope. With two of `versions` one row for both. */
  readonly documents?: readonly number[] | undefined;
  readonly versions?: readonly [number, number] | undefined;
  readonly conditional: boolean;
}

/** A document that is still to be read. */
export interface WaitingRow {
  readonly row: number;
  readonly document: number;
  /** The newer version, where two are compared. */
  readonly other: number | null;
}

export interface CellDraft {
  readonly text: string;
  readonly count: number | null;
  readonly citations: readonly Citation[];
  /** What the column is sorted by. */
  readonly order: string | number | null;
}

/** What was read from a document; null for a cell that nothing states. */
export interface RowDraft {
  readonly cells: readonly (CellDraft | null)[];
  readonly matches: boolean | null;
  readonly change: SurveyRow['change'];
}

export interface RowQuery {
  readonly offset: number;
  readonly limit: number;
  readonly sort?: SurveySort | undefined;
  readonly show: SurveyShow;
}

/** Questions over everything with their rows. Ids are decimal numbers. */
export interface SurveyStore {
  /** Throws `not-found` where no document is in scope. */
  create(survey: NewSurvey): KeptSurvey;
  /** Newest first. */
  list(limit: number): KeptSurvey[];
  /** Throws `not-found`. */
  read(id: string): KeptSurvey;
  /** Throws `not-found`. */
  setState(id: string, state: SurveyState): void;
  /** Waits again for what failed. */
  retry(id: string): void;
  /** Erases it; nothing of it is left on the disk at return. Throws `not-found`. */
  delete(id: string): void;
  /** The oldest survey that is to go on. */
  nextRunning(): string | undefined;
  /** Ids of the documents in scope. */
  documentsIn(scope: Scope): number[];
  /**
   * Whether a document has text, and why not or what of it could not be read; `holder` where it is an
   * archive or mailbox without text of its own.
   */
  readable(
    document: number,
  ): { readable: boolean; holder: boolean; reason: ContractError | null } | undefined;
  nextWaiting(id: string): WaitingRow | undefined;
  /**
   * Keeps what was read from a row's documents: one draft a row, or for two versions one a change.
   * Dropped where the documents are gone meanwhile.
   */
  finish(waiting: WaitingRow, drafts: readonly RowDraft[], partial: ContractError | null): void;
  fail(waiting: WaitingRow, reason: ContractError): void;
  /** Takes a row out of the table: nothing can be stated in its document. */
  leaveOut(waiting: WaitingRow): void;
  /** As many rows as fit one message, with citations as they are today. Throws `not-found`. */
  rows(id: string, query: RowQuery): { rows: SurveyRow[]; total: number };
}
