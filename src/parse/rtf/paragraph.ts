import { headingBlock, type FlowBlock } from '../flow.ts';
import type { RtfStyles } from './tables.ts';

/** A mark that is longer is no number of a list. */
const MAX_MARK = 40;

/** A mark that was written into the text, up to the tab that follows it. */
const typedMark = /^\s*([•·▪–-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxlIVXL]{1,6})[.)])\t/u;

/** What a paragraph is until its end. */
export interface RtfParagraph {
  style: number;
  outline: number | undefined;
  inTable: boolean;
  list: boolean;
  depth: number;
}

export const plainParagraph: RtfParagraph = {
  style: 0,
  outline: undefined,
  inTable: false,
  list: false,
  depth: 0,
};

/** The text of a paragraph as it was gathered. */
export interface RtfText {
  readonly text: string;
  /** The mark of a list that the file shows in front of it. */
  readonly mark: string;
  /** Some of the text is not in bold. */
  readonly plain: boolean;
}

/** The block a paragraph becomes; none where it holds no text. */
export function rtfBlock(paragraph: RtfParagraph, story: RtfText, styles: RtfStyles): FlowBlock[] {
  const { style, outline, list, depth } = paragraph;
  const [typed = '', sign = ''] = typedMark.exec(story.text) ?? [];
  const text = story.text.slice(typed.length).replace(/^[^\S\n]+/u, '');
  if (text.trim() === '') return [];
  const { role, bold } = styles.get(style);
  const mark = story.mark.trim() === '' ? sign : story.mark.trim();
  // A bullet says nothing that the kind of the block does not.
  const numbered = /[\p{L}\p{N}]/u.test(mark) && mark.length <= MAX_MARK;
  const marked = numbered ? `${mark} ${text}` : text;
  if (outline !== undefined && outline < 9) return [headingBlock(outline + 1, marked)];
  if (role?.kind === 'heading') return [headingBlock(role.level, marked)];
  if (role?.kind === 'title') return [headingBlock(1, marked)];
  if (role?.kind === 'contents') return [{ kind: 'furniture', text: marked }];
  if (role?.kind === 'caption') return [{ kind: 'caption', text: marked }];
  if (role?.kind === 'code') return [{ kind: 'code', text }];
  if (list || mark !== '' || role?.kind === 'list')
    return [{ kind: 'list-item', depth, text: marked }];
  return [{ kind: 'paragraph', text: marked, bold: bold || !story.plain }];
}
