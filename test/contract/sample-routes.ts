import { z } from 'zod';
import { CarrelFailure } from '../../src/contract/errors.ts';
import { request, stream, type Handlers } from '../../src/contract/route.ts';

/** A route table with one route for each thing the contract promises. */
export const sampleRoutes = {
  add: request({
    input: z.strictObject({
      left: z.number(),
      terms: z.array(z.strictObject({ right: z.number() })).default([]),
    }),
    output: z.strictObject({ sum: z.number() }),
  }),
  fail: request({
    input: z.strictObject({ how: z.enum(['expected', 'unexpected']) }),
    output: z.strictObject({}),
  }),
  /** Answers when cancelled, never before. */
  hang: request({ input: z.strictObject({}), output: z.strictObject({}) }),
  /** Signals of `hang` that have aborted since the start. */
  aborted: request({ input: z.strictObject({}), output: z.strictObject({ count: z.number() }) }),
  /** Emits 0, 1, 2 ... as fast as credit lets it. */
  count: stream({
    input: z.strictObject({ to: z.number().int(), awaiting: z.boolean().default(true) }),
    chunk: z.strictObject({ n: z.number().int() }),
    output: z.strictObject({ emitted: z.number().int() }),
  }),
  /** How far the last `count` has come. */
  counted: request({ input: z.strictObject({}), output: z.strictObject({ n: z.number() }) }),
  double: request({
    input: z.strictObject({ numbers: z.instanceof(Float32Array) }),
    output: z.strictObject({ numbers: z.instanceof(Float32Array) }),
  }),
  /** Text of this many characters. */
  large: request({
    input: z.strictObject({ characters: z.number().int() }),
    output: z.strictObject({ text: z.string() }),
  }),
  echo: request({
    input: z.strictObject({ text: z.string() }),
    output: z.strictObject({ length: z.number().int() }),
  }),
};

/** Fresh handlers of `sampleRoutes`. */
export function sampleHandlers(): Handlers<typeof sampleRoutes> {
  let aborted = 0;
  let counted = 0;
  return {
    add: async ({ left, terms }) => ({
      sum: terms.reduce((sum, { right }) => sum + right, left),
    }),
    async fail({ how }) {
      if (how === 'expected') {
        throw new CarrelFailure('file-damaged', 'The file is damaged.', { file: 'a.pdf' });
      }
      throw new Error('the secret text of a document');
    },
    async hang(_input, { signal }) {
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => {
          aborted += 1;
          resolve();
        });
      });
      return {};
    },
    aborted: async () => ({ count: aborted }),
    async count({ to, awaiting }, context) {
      for (let n = 0; n < to; n += 1) {
        const sent = context.emit({ n });
        if (awaiting) await sent;
        counted = n + 1;
      }
      return { emitted: to };
    },
    counted: async () => ({ n: counted }),
    double: async ({ numbers }) => ({ numbers: numbers.map((n) => n * 2) }),
    large: async ({ characters }) => ({ text: 'x'.repeat(characters) }),
    echo: async ({ text }) => ({ length: text.length }),
  };
}
