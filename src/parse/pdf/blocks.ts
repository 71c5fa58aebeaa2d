import type { Line, Region } from './columns.ts';
import { startsWithBullet, startsWithMarker } from './marker.ts';
import type { Styles } from './styles.ts';
import { type Table, tablesIn } from './tables.ts';

/** A block before it is written: its lines, or the rows of a table. */
export type LaidBlock =
  | { readonly kind: 'table'; readonly table: Table; readonly continued?: true }
  | { readonly kind: 'heading'; readonly level: number; readonly lines: readonly Line[] }
  | { readonly kind: 'list-item'; readonly depth: number; readonly lines: readonly Line[] }
  | { readonly kind: 'paragraph'; readonly lines: readonly Line[] };

const MAX_HEADING_LETTERS = 160;
const MAX_HEADING_LINES = 3;
/** Points of indent per depth of a list. */
const LIST_INDENT = 18;

/** Blocks of one region, top to bottom. */
export function blocksOf(region: Region, styles: Styles): LaidBlock[] {
  const blocks: LaidBlock[] = [];
  let next = 0;
  for (const { from, to, table } of tablesIn(region.lines)) {
    blocks.push(...textBlocks(region, region.lines.slice(next, from), styles));
    blocks.push({ kind: 'table', table });
    next = to;
  }
  blocks.push(...textBlocks(region, region.lines.slice(next), styles));
  return blocks;
}

function textBlocks(region: Region, lines: readonly Line[], styles: Styles): LaidBlock[] {
  const pitch = usualPitch(lines);
  const blocks: LaidBlock[] = [];
  let group: Line[] = [];
  const flush = (): void => {
    if (group.length > 0) blocks.push(classify(group, region, styles));
    group = [];
  };
  for (const line of lines) {
    const before = group.at(-1);
    if (before !== undefined && begins(line, before, group, region, pitch)) flush();
    group.push(line);
  }
  flush();
  return blocks.map((block, index) => {
    const item =
      isNumbered(block) &&
      [blocks[index - 1], blocks[index + 1]].some(
        (next) => isNumbered(next) && next.level === block.level,
      );
    return item ? listItem(block.lines, region) : block;
  });
}

/** A numbered heading; one after the other, without text between, they are a list in larger type. */
function isNumbered(block: LaidBlock | undefined): block is LaidBlock & { kind: 'heading' } {
  return block?.kind === 'heading' && startsWithMarker(firstToken(block.lines));
}

function firstToken(lines: readonly Line[]): string {
  return lines[0]?.segments[0]?.tokens[0]?.text ?? '';
}

/** The usual distance of two baselines, points; from lines of one paragraph mostly. */
function usualPitch(lines: readonly Line[]): number {
  const steps = lines
    .slice(1)
    .map((line, index) => line.baseline - (lines[index]?.baseline ?? 0))
    .filter((step) => step > 0)
    .sort((a, b) => a - b);
  return steps[Math.floor(steps.length / 3)] ?? 14;
}

/** Whether `line` begins a new block after `before`. */
function begins(
  line: Line,
  before: Line,
  group: readonly Line[],
  region: Region,
  pitch: number,
): boolean {
  const step = line.baseline - before.baseline;
  if (step > Math.max(1.3 * pitch, 1.25 * line.size) && step > 1.45 * line.size) return true;
  if (step > 2.2 * line.size || step <= 0) return true;
  if (Math.abs(line.size - before.size) > 0.1 * Math.max(line.size, before.size)) return true;
  if (line.bold !== before.bold) return true;
  if (startsWithMarker(firstToken([line]))) return true;
  const width = region.right - region.left;
  const short = before.right < region.right - 0.15 * width;
  // A first-line indent, unless the block so far is a hanging list item.
  const indented =
    line.left > before.left + 0.8 * line.size && line.left < before.left + 5 * line.size;
  const hanging = startsWithMarker(firstToken(group));
  if (indented && !hanging && /[.!?:]["\u201D)]?$/u.test(before.text)) return true;
  return short && /[.!?:]["\u201D)]?$/u.test(before.text) && /^[\p{Lu}\d"\u201C(]/u.test(line.text);
}

function classify(lines: readonly Line[], region: Region, styles: Styles): LaidBlock {
  const [first] = lines;
  const text = lines.map((line) => line.text).join(' ');
  const start = firstToken(lines);
  const level = styles.headingLevel(
    first?.size ?? 0,
    lines.every((line) => line.bold),
  );
  const short = text.length <= MAX_HEADING_LETTERS && lines.length <= MAX_HEADING_LINES;
  const worded = /\p{L}{2}/u.test(text) && !/[,;]$/u.test(text);
  const larger = (first?.size ?? 0) > 1.1 * styles.body().size;
  const closed = /[.!?]$/u.test(text) && !larger && text.length > 60;
  const heads = level !== null && short && worded && !closed && !startsWithBullet(start);
  if (heads) return { kind: 'heading', level, lines };
  return startsWithMarker(start) ? listItem(lines, region) : { kind: 'paragraph', lines };
}

function listItem(lines: readonly Line[], region: Region): LaidBlock {
  const indent = (lines[0]?.left ?? 0) - region.left;
  const depth = Math.max(0, Math.min(8, Math.round(indent / LIST_INDENT) - 1));
  return { kind: 'list-item', depth, lines };
}
