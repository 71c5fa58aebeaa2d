import { z } from 'zod';
import { answerChunk, answerLength, answerMode, keptAnswer } from './answers.ts';
import {
  coverage,
  documentEntry,
  documentStatus,
  ingestProgress,
  passageHit,
  scope,
  searchMode,
} from './documents.ts';
import { conversationRoutes } from './conversations.ts';
import { contractError } from './errors.ts';
import { collectionName, libraryRoutes } from './library.ts';
import { maintenanceRoutes } from './maintenance.ts';
import { modelEntry, modelFile, modelRole, verifiedModel } from './models.ts';
import { box, span } from './place.ts';
import { request, stream } from './route.ts';
import { settingsRoutes } from './settings.ts';
import { surveyRoutes } from './surveys.ts';
import { energy, hardware, isolation, probeResult, probeTargets } from './system.ts';

const nothing = z.strictObject({});

/** How an import ended. */
export const addOutcome = z.strictObject({
  progress: ingestProgress,
  /** Files of this call, by what became of them. */
  byStatus: z.partialRecord(documentStatus, z.number().int()),
  /** Those of them without a problem that were there already, as they are now. */
  unchanged: z.number().int(),
  /** Files of this call that failed, were skipped or read in part: the first 200 of them. */
  problems: z.array(documentEntry).max(200),
  problemCount: z.number().int(),
});

export type AddOutcome = z.infer<typeof addOutcome>;

/** The contract of the engine: what every door (desktop, command line, loopback page) can ask. */
export const engineRoutes = {
  ...libraryRoutes,
  ...conversationRoutes,
  ...settingsRoutes,
  ...surveyRoutes,
  ...maintenanceRoutes,
  /** Adds files and folders and returns once all their work is done, failed or cancelled. */
  addDocuments: stream({
    input: z.strictObject({
      paths: z.array(z.string()).min(1).max(10_000),
      collection: collectionName.default('default'),
      /** Keeps up with the folders' changes from now on. */
      watch: z.boolean().default(false),
    }),
    chunk: ingestProgress,
    output: addOutcome,
  }),
  /** Waits for the work in the queue, reporting it; returns at once when there is none. */
  followWork: stream({ input: nothing, chunk: ingestProgress, output: ingestProgress }),
  /** Emits the documents in batches, in the order in which they were first recorded. */
  listDocuments: stream({
    input: z.strictObject({ collection: z.string().optional() }),
    chunk: z.strictObject({ documents: z.array(documentEntry).max(500) }),
    output: z.strictObject({ total: z.number().int() }),
  }),
  /** By id, absolute path, or folder (everything below it). */
  removeDocuments: request({
    input: z.strictObject({ target: z.string().min(1) }),
    output: z.strictObject({ removed: z.number().int() }),
  }),
  /** Queues failed and partly read documents again: all, or those of these ids, paths, folders. */
  retryDocuments: request({
    input: z.strictObject({ documents: z.array(z.string()).min(1).max(10_000).optional() }),
    output: z.strictObject({ queued: z.number().int() }),
  }),
  /** The stored text of one page, as citations refer to it. */
  readPage: request({
    input: z.strictObject({ documentId: z.string(), page: z.number().int().min(1) }),
    output: z.strictObject({
      text: z.string(),
      width: z.number(),
      height: z.number(),
      /** Clockwise degrees by which it is shown: a scan upright, however the sheet lay. */
      rotation: z.number(),
    }),
  }),
  /** The words of a page that was recognised from its picture; null where the page has text itself. */
  readWords: request({
    input: z.strictObject({ documentId: z.string(), page: z.number().int().min(1) }),
    output: z.strictObject({
      words: z
        .array(
          z.strictObject({
            text: z.string(),
            /** In unrotated points from the crop box's top left. */
            left: z.number(),
            top: z.number(),
            width: z.number(),
            height: z.number(),
            doubtful: z.boolean(),
          }),
        )
        .nullable(),
      /** As of `readPage`. */
      rotation: z.number(),
    }),
  }),
  /** Boxes of the words in ranges, merged by line. */
  locate: request({
    input: z.strictObject({ documentId: z.string(), spans: z.array(span).max(100) }),
    output: z.strictObject({ boxes: z.array(box) }),
  }),
  search: request({
    input: z.strictObject({
      words: z.string().min(1).max(4000),
      limit: z.number().int().min(1).max(200).default(10),
      mode: searchMode.default('hybrid'),
      scope: scope.default({}),
      /** Each passage with those around it, up to about 290 words, none of them twice. */
      neighbours: z.boolean().default(false),
      /** The best are read again by the reranking model, where one is installed: slower. */
      rerank: z.boolean().default(false),
    }),
    output: z.strictObject({
      passages: z.array(passageHit),
      coverage,
      milliseconds: z.number(),
      /** Why a weaker mode was used than the one asked for, or null. */
      fallback: contractError.nullable(),
    }),
  }),
  ask: stream({
    input: z.strictObject({
      question: z.string().trim().min(1).max(4000),
      /** Absent: what the person has set, else what the installed model is trusted with. */
      mode: answerMode.optional(),
      scope: scope.default({}),
      /** Absent: what the person has set. */
      length: answerLength.optional(),
      /** Passages returned with the answer. */
      limit: z.number().int().min(1).max(50).default(10),
      /** Where question and answer are kept: an id, or `new`; absent: nowhere. */
      conversation: z.string().optional(),
    }),
    chunk: answerChunk,
    output: keptAnswer,
  }),
  listModels: request({ input: nothing, output: z.strictObject({ models: z.array(modelEntry) }) }),
  /** The GGUF files at a path: the file itself, or those in a folder such as a USB stick's. */
  findModelFiles: request({
    input: z.strictObject({ path: z.string().min(1) }),
    output: z.strictObject({ files: z.array(modelFile) }),
  }),
  importModel: request({
    input: z.strictObject({ file: z.string().min(1), role: modelRole.optional() }),
    output: modelEntry,
  }),
  removeModel: request({ input: z.strictObject({ id: z.string() }), output: nothing }),
  verifyModels: request({
    input: nothing,
    output: z.strictObject({ models: z.array(verifiedModel) }),
  }),
  status: request({
    input: nothing,
    output: z.strictObject({
      version: z.string(),
      home: z.string(),
      documents: z.number().int(),
      byStatus: z.record(z.string(), z.number().int()),
      passages: z.number().int(),
      vectors: z.number().int(),
      embedder: z.string().nullable(),
      answerer: z.string().nullable(),
      isolation,
      working: z.boolean(),
      progress: ingestProgress.nullable(),
      /** What stopped reading as a whole, until it is begun again. */
      problem: contractError.nullable(),
      energy,
    }),
  }),
  /** Loads the hardware report from the inference process. */
  inspectHardware: request({ input: nothing, output: hardware }),
  /** Tries to get out of every process of the engine; targets are prepared by the shell. */
  probeIsolation: request({
    input: probeTargets,
    output: z.strictObject({ results: z.array(probeResult.omit({ control: true })) }),
  }),
} as const;
export type EngineRoutes = typeof engineRoutes;
