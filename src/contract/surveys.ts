import { z } from 'zod';
import { citation } from './answers.ts';
import { scope } from './documents.ts';
import { contractError } from './errors.ts';
import { request, stream } from './route.ts';
import { uiLanguage } from './settings.ts';

const nothing = z.strictObject({});

/**
 * What a question over everything asks for. `fields`: something stated in each document;
 * `mentions`: where words stand; `summaries`: each document's own main sentences; `comparison`: two
 * documents side by side; `changes`: what differs between two versions.
 */
export const surveyKind = z.enum(['fields', 'mentions', 'summaries', 'comparison', 'changes']);
export type SurveyKind = z.infer<typeof surveyKind>;

/** `paused` and `cancelled` by a person; `cancelled` keeps the rows that were read. */
export const surveyState = z.enum(['running', 'paused', 'cancelled', 'complete']);
export type SurveyState = z.infer<typeof surveyState>;

export const surveyColumn = z.strictObject({
  /** What the cells hold; doors name the columns of all but `field` and `condition`. */
  role: z.enum(['field', 'condition', 'mentions', 'summary', 'before', 'after']),
  /** As the person or the question calls it; of `before` and `after` the document's name. */
  name: z.string(),
});
export type SurveyColumn = z.infer<typeof surveyColumn>;

/** What was looked at, in documents of the scope. */
export const surveyCoverage = z.strictObject({
  inScope: z.number().int(),
  read: z.number().int(),
  /** Of those read: with pages that could not be read. */
  partial: z.number().int(),
  waiting: z.number().int(),
  failed: z.number().int(),
  /** Of those read: with at least one cell that is not `not-stated`. */
  found: z.number().int(),
  /** Of those read: known to meet the question's condition; null where it has none. */
  matching: z.number().int().nullable(),
});
export type SurveyCoverage = z.infer<typeof surveyCoverage>;

export const surveyEntry = z.strictObject({
  id: z.string(),
  question: z.string(),
  kind: surveyKind,
  columns: z.array(surveyColumn),
  scope,
  state: surveyState,
  /** ISO 8601. */
  created: z.string(),
  updated: z.string(),
  coverage: surveyCoverage,
  /** The document being read, or an empty string. */
  current: z.string(),
  /** Null until there is enough history for an estimate. */
  secondsLeft: z.number().nullable(),
});
export type SurveyEntry = z.infer<typeof surveyEntry>;

/** A citation of a cell with where its words are today; see `citationState`. */
export const surveyCitation = citation.extend({
  state: z.enum(['unchanged', 'moved', 'gone']),
  pageToday: z.number().int().nullable(),
});
export type SurveyCitation = z.infer<typeof surveyCitation>;

export const surveyCell = z.strictObject({
  /** `not-stated`: nothing in the document could be confirmed to say it; there is no text then. */
  state: z.enum(['found', 'not-stated']),
  /** What is stated: an amount, a date, a name, or the words themselves. */
  text: z.string(),
  /** Places counted (`mentions`), which may be more than are cited; else null. */
  count: z.number().int().nullable(),
  /** Each checked word for word against the stored page. */
  citations: z.array(surveyCitation).max(20),
});
export type SurveyCell = z.infer<typeof surveyCell>;

/** One document; of `changes` one place that differs. */
export const surveyRow = z.strictObject({
  id: z.string(),
  documentId: z.string(),
  document: z.string(),
  path: z.string(),
  state: z.enum(['waiting', 'read', 'failed']),
  /** Why it failed, or which pages could not be read. */
  reason: contractError.nullable(),
  /** Whether it meets the question's condition; null where there is none or nothing states it. */
  matches: z.boolean().nullable(),
  change: z.enum(['added', 'removed', 'changed']).nullable(),
  /** In the order of the columns; empty until it is read. */
  cells: z.array(surveyCell),
});
export type SurveyRow = z.infer<typeof surveyRow>;

export const surveySort = z.strictObject({
  /** Index of a column; -1 for the document's name. */
  column: z.number().int().min(-1).max(30),
  descending: z.boolean(),
});
export type SurveySort = z.infer<typeof surveySort>;

/** Which rows; `found`: with something stated; `matching`: those known to meet the condition. */
export const surveyShow = z.enum(['all', 'found', 'matching', 'failed']);
export type SurveyShow = z.infer<typeof surveyShow>;

export const surveyFormat = z.enum(['csv', 'xlsx']);
export type SurveyFormat = z.infer<typeof surveyFormat>;

const surveyId = z.strictObject({ id: z.string() });

/**
 * Questions over everything: a planned run over every document in scope, kept in the data folder and
 * gone on with after a restart. A person's other requests go before it.
 */
export const surveyRoutes = {
  /**
   * Plans the run and begins it; it goes on by itself. `invalid-input` where the question compares
   * documents that cannot be told, `not-found` where the scope holds none.
   */
  startSurvey: request({
    input: z.strictObject({
      question: z.string().trim().min(1).max(4000),
      scope: scope.default({}),
      /** What to look for in each document; absent: what the question asks for. */
      fields: z.array(z.string().trim().min(1).max(200)).min(1).max(20).optional(),
    }),
    output: surveyEntry,
  }),
  /** Newest first. */
  listSurveys: request({
    input: z.strictObject({ limit: z.number().int().min(1).max(200).default(50) }),
    output: z.strictObject({ surveys: z.array(surveyEntry) }),
  }),
  /** Emits the survey now and as it goes on; ends when it is complete or cancelled. */
  followSurvey: stream({ input: surveyId, chunk: surveyEntry, output: surveyEntry }),
  /** Rows from `offset`, as many as fit one message. */
  readSurvey: request({
    input: z.strictObject({
      id: z.string(),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(200).default(100),
      sort: surveySort.optional(),
      show: surveyShow.default('all'),
    }),
    output: z.strictObject({
      survey: surveyEntry,
      rows: z.array(surveyRow),
      /** Rows that are shown, of all offsets. */
      total: z.number().int(),
    }),
  }),
  /** `resume` also reads again what failed, and goes on with what was cancelled. */
  controlSurvey: request({
    input: z.strictObject({ id: z.string(), action: z.enum(['pause', 'resume', 'cancel']) }),
    output: surveyEntry,
  }),
  /** Erases it from the data folder. */
  deleteSurvey: request({ input: surveyId, output: nothing }),
  /** The table as a file, in parts; labels in a language. */
  exportSurvey: stream({
    input: z.strictObject({ id: z.string(), format: surveyFormat, language: uiLanguage }),
    chunk: z.strictObject({ bytes: z.base64() }),
    output: z.strictObject({ name: z.string(), type: z.string(), rows: z.number().int() }),
  }),
} as const;

/** The name of a column as a table's head shows it: names taken from a question begin small. */
export function asHead(name: string): string {
  const [first = ''] = name;
  return first.toUpperCase() + name.slice(first.length);
}
