import { z } from 'zod';
import { request, stream } from '../contract/route.ts';
import { probeOutput, probeTargets } from '../process/probe-schema.ts';
import { processorTime } from '../process/processor-time.ts';
import { contractError } from '../contract/errors.ts';
import { documentInfo, parseEvent } from './document.ts';

/** A file that holds others. It stays outside: what is needed of it is asked for. */
const containerFile = z.strictObject({
  /** Changes with the file. */
  key: z.string(),
  name: z.string(),
  format: z.string(),
  bytes: z.number().int().min(0),
});
/** A range of the file that the parser needs; `supply` gives it. */
const rangeRequest = z.strictObject({
  kind: z.literal('range'),
  id: z.number().int(),
  offset: z.number().int().min(0),
  length: z.number().int().min(1),
});
/** A page that ended a parser or held it up, and how. */
const givenUpPage = z.strictObject({ page: z.number().int(), error: contractError });
export type GivenUpPage = z.infer<typeof givenUpPage>;

/** What a parser says: its events, and which page it is about to work on. */
const parserMessage = z.union([
  parseEvent,
  z.strictObject({ kind: z.literal('reading'), page: z.number().int() }),
]);
export type ParserMessage = z.infer<typeof parserMessage>;

/**
 * The contract between the engine and one parser process: `begin`, then `append` until all bytes
 * have come over, then `parse`. A parser process reads one file at a time.
 */
export const parserRoutes = {
  begin: request({
    input: z.strictObject({ fileName: z.string(), bytes: z.number().int().min(0) }),
    output: z.strictObject({}),
  }),
  append: request({
    input: z.strictObject({ data: z.instanceof(Uint8Array) }),
    output: z.strictObject({}),
  }),
  parse: stream({
    /** Pages to be reported as unreadable without a look at them. */
    input: z.strictObject({ givenUp: z.array(givenUpPage).max(100) }),
    chunk: parserMessage,
    output: documentInfo,
  }),
  processorTime,
  /** Unpacks one member, however deep it lies, and keeps what it opened for the next one. */
  unpack: stream({
    input: z.strictObject({
      file: containerFile,
      steps: z
        .array(z.strictObject({ index: z.number().int(), name: z.string(), format: z.string() }))
        .min(1)
        .max(16),
    }),
    chunk: z.discriminatedUnion('kind', [
      rangeRequest,
      z.strictObject({ kind: z.literal('data'), data: z.instanceof(Uint8Array) }),
    ]),
    output: z.strictObject({}),
  }),
  supply: request({
    input: z.strictObject({ id: z.number().int(), data: z.instanceof(Uint8Array) }),
    output: z.strictObject({}),
  }),
  /** For `carrel doctor`: tries to get out; see process/probes. */
  probe: request({ input: probeTargets, output: probeOutput }),
} as const;
