import { z } from 'zod';
import { coverage, passageHit } from './documents.ts';
import { contractError } from './errors.ts';
import { box, place } from './place.ts';
import { energyUse } from './system.ts';

export const answerMode = z.enum(['quote', 'write']);
export type AnswerMode = z.infer<typeof answerMode>;

/** How much an answer says. */
export const answerLength = z.enum(['short', 'medium', 'long']);
export type AnswerLength = z.infer<typeof answerLength>;

/** How sure the product is that the documents hold the answer. */
export const verdict = z.enum(['answered', 'perhaps', 'absent']);
export type Verdict = z.infer<typeof verdict>;

export const citation = z.strictObject({
  /** 1-based; shown as [n]. */
  n: z.number().int().min(1),
  documentId: z.string(),
  document: z.string(),
  path: z.string(),
  page: z.number().int().nullable(),
  place,
  start: z.number().int(),
  end: z.number().int(),
  /** Word for word the stored text at `place`. */
  quote: z.string(),
  boxes: z.array(box),
  /**
   * True once the quote was found word for word at its place in the stored text, and no number or
   * name in it was recognised with doubt.
   */
  checked: z.boolean(),
  /** The text was recognised from a picture, which is the evidence. Absent where it was not. */
  recognised: z.boolean().optional(),
  /** Ranges of the quote whose words were recognised with doubt. */
  doubtful: z
    .array(z.strictObject({ start: z.number().int().min(0), end: z.number().int().min(0) }))
    .optional(),
  /**
   * The file cannot be reached: what is quoted is the copy that was read of it, changed last at this
   * time (ISO 8601). Absent where it can.
   */
  copyOf: z.iso.datetime().optional(),
});
export type Citation = z.infer<typeof citation>;

export const answerSentence = z.strictObject({
  text: z.string(),
  citations: z.array(z.number().int().min(1)),
});
export type AnswerSentence = z.infer<typeof answerSentence>;

const answerTimings = z.strictObject({
  retrieveMs: z.number(),
  /** Null in quote mode, where no token is generated. */
  firstTokenMs: z.number().nullable(),
  totalMs: z.number(),
});

/** What the catalogue says where a question is about the collection itself. */
export const catalogueReport = z.strictObject({
  /** `overview`: what is there; `count`: how many; `list`: which ones. */
  asks: z.enum(['overview', 'count', 'list']),
  /** Documents meant, of those in scope. */
  total: z.number().int(),
  /** The first of them. */
  documents: z
    .array(
      z.strictObject({
        documentId: z.string(),
        document: z.string(),
        path: z.string(),
        /** ISO 8601. */
        modified: z.string(),
      }),
    )
    .max(100),
});
export type CatalogueReport = z.infer<typeof catalogueReport>;

export const answer = z.strictObject({
  verdict,
  found: z.boolean(),
  /** The mode that produced the sentences; may differ from the one asked for, see `fallback`. */
  mode: answerMode,
  /** Why written mode gave way to quotes, or null. */
  fallback: contractError.nullable(),
  coverage,
  /** The sentences joined, with [n] after each. */
  answer: z.string(),
  sentences: z.array(answerSentence),
  citations: z.array(citation),
  passages: z.array(passageHit),
  /**
   * Only where the collection itself was asked about: `answer` is then told from the catalogue, and
   * there are no sentences, since no document says it.
   */
  catalogue: catalogueReport.optional(),
  /** Id of the model that wrote, or of the embedder in quote mode; empty for the catalogue's. */
  model: z.string(),
  timings: answerTimings,
  energy: energyUse.nullable(),
});
export type Answer = z.infer<typeof answer>;

/** An answer, and where it was kept (null where the question was not to be kept). */
export const keptAnswer = answer.extend({
  conversation: z.string().nullable(),
  message: z.string().nullable(),
});
export type KeptAnswer = z.infer<typeof keptAnswer>;

/** What streams while a question is answered; only checked sentences are ever emitted. */
export const answerChunk = z.discriminatedUnion('kind', [
  /** Where question and answer are kept, before anything else; holds if it is stopped, too. */
  z.strictObject({ kind: z.literal('kept'), conversation: z.string(), message: z.string() }),
  z.strictObject({ kind: z.literal('passages'), passages: z.array(passageHit), coverage }),
  /** Written mode: the best quotes, shown at once while the model writes. */
  z.strictObject({
    kind: z.literal('quotes'),
    sentences: z.array(answerSentence),
    citations: z.array(citation),
  }),
  z.strictObject({ kind: z.literal('citation'), citation }),
  z.strictObject({ kind: z.literal('sentence'), sentence: answerSentence }),
  /** A written sentence is being checked (1-based). */
  z.strictObject({ kind: z.literal('checking'), sentence: z.number().int() }),
  /** A reasoning model's thinking; shown folded, never cited. */
  z.strictObject({ kind: z.literal('thinking'), text: z.string() }),
]);
export type AnswerChunk = z.infer<typeof answerChunk>;
