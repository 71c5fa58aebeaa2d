import { z } from 'zod';
import { coverage, documentStatus } from '../../src/contract/documents.ts';
import { contractError } from '../../src/contract/errors.ts';
import { box, place } from '../../src/contract/place.ts';

// The JSON of the command line as it is promised to scripts: no field less, none more.

const passageShape = z.strictObject({
  document: z.string(),
  path: z.string(),
  page: z.number().int().min(1).nullable(),
  place,
  start: z.number().int(),
  end: z.number().int(),
  text: z.string().min(1),
  heading: z.string(),
  score: z.number(),
  boxes: z.array(box),
});

export const searchShape = z.strictObject({ passages: z.array(passageShape) });

const stage = z.strictObject({
  done: z.number().int(),
  total: z.number().int(),
  failures: z.number().int(),
});

export const listShape = z.strictObject({
  documents: z.array(
    z.strictObject({
      id: z.string(),
      document: z.string(),
      path: z.string(),
      collection: z.string(),
      type: z.string(),
      status: documentStatus,
      reason: contractError.nullable(),
      pages: z.number().int(),
      passages: z.number().int(),
      stages: z.strictObject({ text: stage, ocr: stage, vectors: stage }),
      bytes: z.number().int(),
      modified: z.iso.datetime(),
    }),
  ),
});

export const answerShape = z.strictObject({
  verdict: z.enum(['answered', 'perhaps', 'absent']),
  found: z.boolean(),
  mode: z.enum(['quote', 'write']),
  coverage,
  answer: z.string(),
  sentences: z.array(z.strictObject({ text: z.string(), citations: z.array(z.number().int()) })),
  citations: z.array(
    z.strictObject({
      n: z.number().int(),
      document: z.string(),
      path: z.string(),
      page: z.number().int().nullable(),
      place,
      start: z.number().int(),
      end: z.number().int(),
      quote: z.string(),
      boxes: z.array(box),
      checked: z.boolean(),
      recognised: z.boolean(),
      doubtful: z.array(z.strictObject({ start: z.number(), end: z.number() })),
      copyOf: z.iso.datetime().nullable(),
    }),
  ),
  passages: z.array(passageShape),
  model: z.string(),
  timings: z.strictObject({
    retrieveMs: z.number(),
    firstTokenMs: z.number().nullable(),
    totalMs: z.number(),
  }),
  energy: z.strictObject({ joules: z.number(), method: z.string() }).nullable(),
});

export const addedShape = z.object({
  progress: z.object({
    filesDone: z.number(),
    filesFailed: z.number(),
    filesUnchanged: z.number(),
    passagesDone: z.number(),
  }),
  problems: z.array(z.object({ document: z.string(), status: z.string(), reason: contractError })),
  problemCount: z.number(),
});

export const statusShape = z.object({
  documents: z.number(),
  byStatus: z.record(z.string(), z.number()),
  passages: z.number(),
  vectors: z.number(),
  embedder: z.string().nullable(),
  working: z.boolean(),
});

export const verifyShape = z.strictObject({
  ok: z.literal(true),
  documents: z.number(),
  passages: z.number(),
  vectors: z.number(),
  problems: z.array(contractError).max(0),
  damaged: z.array(z.unknown()).max(0),
  damagedCount: z.literal(0),
});

export const failureShape = z.strictObject({ error: contractError });
