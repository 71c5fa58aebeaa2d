import { z } from 'zod';
import { ocrLanguage } from '../contract/ocr.ts';
import { request, stream } from '../contract/route.ts';
import { parsedPage } from '../parse/document.ts';
import { probeOutput, probeTargets } from '../process/probe-schema.ts';
import { processorTime } from '../process/processor-time.ts';

const bytes = z.instanceof(Uint8Array);

/**
 * The contract between the engine and one process that recognises text: `begin`, then `append`
 * until a PDF or picture file has come over, then as many pages of it as are wanted.
 */
export const ocrRoutes = {
  begin: request({
    input: z.strictObject({ bytes: z.number().int().min(0) }),
    output: z.strictObject({}),
  }),
  append: request({ input: z.strictObject({ data: bytes }), output: z.strictObject({}) }),
  /** Recognises one page. */
  recognise: request({
    input: z.strictObject({
      page: z.number().int().min(1),
      /** The page before recognition, as parsed; 0 wide where only its picture tells its size. */
      shape: parsedPage.pick({ width: true, height: true, rotation: true }),
      /** What it is likely to be in, likeliest first. */
      languages: z.array(ocrLanguage).min(1),
    }),
    output: z.strictObject({
      page: parsedPage,
      /** Percent, one for each entry of the page's words. */
      confidences: bytes,
    }),
  }),
  /** The file as a PDF, in parts: what a picture is shown by. */
  show: stream({
    input: z.strictObject({}),
    chunk: z.strictObject({ data: bytes }),
    output: z.strictObject({ bytes: z.number().int() }),
  }),
  processorTime,
  /** For `carrel doctor`: tries to get out; see process/probes. */
  probe: request({ input: probeTargets, output: probeOutput }),
} as const;
