import type { FlowBlock } from '../flow.ts';

/** More slides than any talk has; each costs a look into the file. */
export const MAX_SLIDES = 5000;
/** A longer line is no title. UTF-16 units. */
const MAX_TITLE = 90;
const MAX_LABEL = 300;

/**
 * A slide's title and its blocks, of which a first line that reads like a title becomes one where
 * there is no other.
 *
 * @param own the title the slide names, or an empty string; the first heading where absent
 */
export function withTitle(
  blocks: readonly FlowBlock[],
  own = headingOf(blocks),
): { readonly title: string; readonly main: readonly FlowBlock[] } {
  if (own !== '') return { title: own.slice(0, MAX_LABEL), main: blocks };
  const title = titleLike(blocks);
  if (title === '') return { title, main: blocks };
  return { title, main: [{ kind: 'heading', level: 1, text: title }, ...blocks.slice(1)] };
}

function headingOf([first]: readonly FlowBlock[]): string {
  return first?.kind === 'heading' ? first.text : '';
}

/** The first line of a slide without a title, where it reads like one; else an empty string. */
function titleLike(blocks: readonly FlowBlock[]): string {
  const [first, second] = blocks;
  if (first?.kind !== 'paragraph' || second === undefined || second.kind === 'furniture') return '';
  const text = first.text.trim();
  const isLine = text.length <= MAX_TITLE && /\p{L}/u.test(text) && !/[.,;:\n]$/u.test(text);
  return isLine && !text.includes('\n') ? text : '';
}
