import { z } from 'zod';
import { contractError } from './errors.ts';
import { box, place } from './place.ts';

/** A document's state as people see it, derived from its stages. */
export const documentStatus = z.enum([
  'queued',
  'parsing',
  'embedding',
  'indexed',
  'partial',
  'failed',
  'skipped',
  'missing',
]);
export type DocumentStatus = z.infer<typeof documentStatus>;

/** How far one kind of work on a document is: pages read, pages recognised, passages with vectors. */
const stage = z.strictObject({
  done: z.number().int(),
  total: z.number().int(),
  failures: z.number().int(),
});

/** One document in the library: a file (or a member of one) at one location. */
export const documentEntry = z.strictObject({
  id: z.string(),
  /** Path below the added folder, `/`-separated. */
  document: z.string(),
  /** Absolute path on this machine. */
  path: z.string(),
  collection: z.string(),
  /** Format name such as `pdf` or `docx`. */
  type: z.string(),
  status: documentStatus,
  reason: contractError.nullable(),
  pages: z.number().int(),
  passages: z.number().int(),
  stages: z.strictObject({ text: stage, ocr: stage, vectors: stage }),
  bytes: z.number().int(),
  /** ISO 8601. */
  modified: z.string(),
});
export type DocumentEntry = z.infer<typeof documentEntry>;

/** What an answer looked at, in documents of the scope. */
export const coverage = z.strictObject({
  inScope: z.number().int(),
  searchable: z.number().int(),
  withVectors: z.number().int(),
  partial: z.number().int(),
  failed: z.number().int(),
  unreachable: z.number().int(),
});
export type Coverage = z.infer<typeof coverage>;

/** Which documents a search looks at; absent fields do not restrict. */
export const scope = z.strictObject({
  collection: z.string().optional(),
  /** Absolute path of a folder: everything below it. */
  folder: z.string().optional(),
  /** Absolute path of one file or member of an archive. */
  file: z.string().optional(),
  /** Format names such as `pdf`. */
  types: z.array(z.string()).max(100).optional(),
  /** Languages that most of a document is in, ISO 639-1; `und` for what could not be told. */
  languages: z.array(z.string()).max(100).optional(),
  /** When the file was last changed, both ends included: ISO 8601 with a time and a zone. */
  modifiedFrom: z.iso.datetime({ offset: true }).optional(),
  modifiedTo: z.iso.datetime({ offset: true }).optional(),
  /** Document ids. */
  documents: z.array(z.string()).max(100_000).optional(),
  /** Document ids left out (evaluation). */
  withoutDocuments: z.array(z.string()).max(100_000).optional(),
  /** Ids of passages left out (evaluation). */
  withoutPassages: z.array(z.string()).max(10_000).optional(),
});
export type Scope = z.infer<typeof scope>;

export const searchMode = z.enum(['hybrid', 'vector', 'text']);
export type SearchMode = z.infer<typeof searchMode>;

/** A passage as search returns it. */
export const passageHit = z.strictObject({
  /** Stable while the document is unchanged. */
  passage: z.string(),
  documentId: z.string(),
  document: z.string(),
  path: z.string(),
  /** 1-based page or slide; null where the format has none. */
  page: z.number().int().nullable(),
  place,
  /** Range on the first page of the passage that was found. */
  start: z.number().int(),
  end: z.number().int(),
  text: z.string(),
  /** Heading path joined with ` > `, or an empty string. */
  heading: z.string(),
  /** Blended score, 0 to 1, comparable only within one query. */
  score: z.number(),
  /** Raw scores for the verdict: cosine similarity and BM25; null where not computed. */
  cosine: z.number().nullable(),
  bm25: z.number().nullable(),
  boxes: z.array(box),
});
export type PassageHit = z.infer<typeof passageHit>;

/** A snapshot of import work. */
export const ingestProgress = z.strictObject({
  filesDone: z.number().int(),
  filesTotal: z.number().int(),
  filesFailed: z.number().int(),
  filesUnchanged: z.number().int(),
  pagesDone: z.number().int(),
  passagesDone: z.number().int(),
  passagesTotal: z.number().int(),
  /** Pages whose text is recognised from their picture, after everything else. */
  scansDone: z.number().int(),
  scansTotal: z.number().int(),
  /** Null until there is enough history for an estimate. */
  secondsLeft: z.number().nullable(),
  /** The document being read, or an empty string. */
  current: z.string(),
});
export type IngestProgress = z.infer<typeof ingestProgress>;
