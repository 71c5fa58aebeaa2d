import { z } from 'zod';
import { request, stream } from '../contract/route.ts';
import { hardware } from '../contract/system.ts';
import { probeOutput, probeTargets } from '../process/probe-schema.ts';
import { processorTime } from '../process/processor-time.ts';

/** The person's requests run before the queue's. */
export const priority = z.enum(['person', 'background']);
export type Priority = z.infer<typeof priority>;

/** Everything needed to load one model, taken from the catalogue or an imported file's header. */
export const modelSpec = z.strictObject({
  id: z.string(),
  variant: z.string(),
  role: z.enum(['answer', 'embed', 'rerank']),
  /** Absolute path of the GGUF file. */
  file: z.string(),
  /** Tokens; the context created is at most this. */
  context: z.number().int().min(64),
  /** Text put in front, for embedders that were trained with it. */
  queryPrefix: z.string(),
  passagePrefix: z.string(),
  /** Unicode normalisation of the input before tokenising. */
  normalisation: z.enum(['none', 'nfkc']),
  /** A reasoning model that thinks inside <think> tags. */
  reasoning: z.boolean(),
});
export type ModelSpec = z.infer<typeof modelSpec>;

/** Where models run. */
const acceleration = z.strictObject({
  gpu: z.enum(['auto', 'off']),
  /** 0 means the number of physical cores. */
  threads: z.number().int().min(0),
});
export type Acceleration = z.infer<typeof acceleration>;

export const chatTurn = z.strictObject({
  role: z.enum(['system', 'user', 'assistant']),
  text: z.string(),
});

/** The contract between the engine and the inference process. */
export const inferenceRoutes = {
  /** Loads nothing by itself; models load at first use. Called once after start. */
  configure: request({ input: acceleration, output: hardware }),
  /**
   * Unit-length vectors, one a text, in order. Texts longer than the model's window are embedded
   * in windows and averaged. Background calls give way between texts to the person's calls.
   */
  embed: request({
    input: z.strictObject({
      model: modelSpec,
      kind: z.enum(['query', 'passage']),
      texts: z.array(z.string()).max(64),
      priority,
    }),
    output: z.strictObject({ vectors: z.array(z.instanceof(Float32Array)), tokens: z.number() }),
  }),
  countTokens: request({
    input: z.strictObject({ model: modelSpec, texts: z.array(z.string()).max(256) }),
    output: z.strictObject({ counts: z.array(z.number().int()) }),
  }),
  rerank: request({
    input: z.strictObject({
      model: modelSpec,
      query: z.string(),
      texts: z.array(z.string()).max(64),
    }),
    output: z.strictObject({ scores: z.array(z.number()) }),
  }),
  /** Streams text as it is generated; a GBNF grammar may constrain it. Always the person's. */
  generate: stream({
    input: z.strictObject({
      model: modelSpec,
      turns: z.array(chatTurn).min(1),
      grammar: z.string().nullable(),
      maxTokens: z.number().int().min(1),
      temperature: z.number().min(0).max(2),
      seed: z.number().int(),
    }),
    chunk: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('text'), text: z.string() }),
      z.strictObject({ kind: z.literal('thinking'), text: z.string() }),
    ]),
    output: z.strictObject({
      promptTokens: z.number().int(),
      tokens: z.number().int(),
      firstTokenMs: z.number(),
      stop: z.enum(['end', 'length', 'cancelled']),
    }),
  }),
  /** Frees a model; the next use loads it again. */
  unload: request({ input: z.strictObject({ id: z.string() }), output: z.strictObject({}) }),
  loaded: request({
    input: z.strictObject({}),
    output: z.strictObject({ models: z.array(z.string()) }),
  }),
  processorTime,
  /** For `carrel doctor`: tries to get out; see process/probes. */
  probe: request({ input: probeTargets, output: probeOutput }),
} as const;
