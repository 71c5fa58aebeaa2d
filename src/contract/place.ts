import { z } from 'zod';

const ordinal = z.number().int().min(1);
const offset = z.number().int().min(0);

/**
 * A range in the stored, normalised text of one page, in UTF-16 units, `end` exclusive.
 * `page` is the 1-based ordinal of the stored page (page, slide, or part of an unpaged document).
 */
export const span = z.strictObject({ page: ordinal, start: offset, end: offset });
export type Span = z.infer<typeof span>;

/** A rectangle on a page in unrotated PDF points (1/72 inch) from the crop box's top left. */
export const box = z.strictObject({
  page: ordinal,
  left: z.number(),
  top: z.number(),
  width: z.number(),
  height: z.number(),
});
export type Box = z.infer<typeof box>;

const common = {
  /** The exact text ranges, in reading order. A quote equals its slices joined with a line feed. */
  spans: z.array(span),
  /** Files the document lies in, outermost first, e.g. `["mail.eml", "attachment.pdf"]`. */
  container: z.array(z.string()).default([]),
};

/** Where a passage or a quote stands. The kinds are fixed: stored citations refer to them. */
export const place = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('page'), page: ordinal, ...common }),
  z.strictObject({ kind: z.literal('slide'), slide: ordinal, ...common }),
  z.strictObject({ kind: z.literal('sheet'), sheet: z.string(), cells: z.string(), ...common }),
  z.strictObject({ kind: z.literal('mail'), part: z.string(), ...common }),
  z.strictObject({ kind: z.literal('section'), headings: z.array(z.string()), ...common }),
]);
export type Place = z.infer<typeof place>;
