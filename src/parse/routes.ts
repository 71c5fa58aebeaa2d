import { z } from 'zod';
import { request, stream } from '../contract/route.ts';
import { probeOutput, probeTargets } from '../process/probe-schema.ts';
import { processorTime } from '../process/processor-time.ts';
import { documentInfo, parseEvent } from './document.ts';

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
    input: z.strictObject({}),
    chunk: parseEvent,
    output: documentInfo,
  }),
  processorTime,
  /** For `carrel doctor`: tries to get out; see process/probes. */
  probe: request({ input: probeTargets, output: probeOutput }),
} as const;
