import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const wordBox = z.strictObject({
  page: z.number().int(),
  left: z.number(),
  top: z.number(),
  right: z.number(),
  bottom: z.number(),
});
/** A word as it is seen: on the page as shown, in points from the top left of the crop box. */
export type WordBox = z.infer<typeof wordBox>;

const expected = z.strictObject({
  file: z.string(),
  question: z.string(),
  /** Sizes as shown, in points. */
  pages: z.array(z.strictObject({ width: z.number(), height: z.number() })),
  /** What the answer must mark, by another program than ours (make.ts). */
  words: z.array(wordBox).min(3),
});
export type Expected = z.infer<typeof expected>;

/** What make.ts has written. */
export function readExpected(): readonly Expected[] {
  const file = join(import.meta.dirname, 'expected.json');
  return z.array(expected).parse(JSON.parse(readFileSync(file, 'utf8')));
}
