import { headingBlock, lengthOf, type FlowBlock } from '../flow.ts';

const underline = /^(={3,}|-{3,})\s*$/u;
/** `3.`, `3.2`, `IV.`, `§ 5`, `Article 7`: a numbered line that can head what follows. */
const numbered =
  /^(?:(\d{1,2}(?:\.\d{1,2}){0,4})\.?|([IVX]{1,5})\.|§\s?\d{1,3}|(?:chapter|chapitre|kapitel|article|artikel|section|abschnitt)\s+\d{1,3}\.?:?)\s+\p{Lu}/iu;
const bullet = /^(\s*)(?:[-*•–‣▪◦·]|\d{1,3}[.)]|[a-z]\))\s+(?=\S)/u;
/** Signs that only stand before an item; numbers are part of the text. */
const sign = /^[-*•–‣▪◦·]\s+/u;
const laterNumber = /^\s*(?!1[.)])\d{1,3}[.)]\s/u;
/** A longer line is no heading. */
const MAX_HEADING = 90;
/** Lines of a hard-wrapped text are about as long as its longest; none is beyond this. */
const MAX_WRAP = 120;

/**
 * The blocks of plain text. Paragraphs stand between blank lines; their lines are joined where the
 * text looks hard-wrapped. Headings are told only where it is safe: underlined, or numbered, short
 * and alone between blank lines.
 */
export function plainBlocks(text: string): FlowBlock[] {
  const lines = text.replaceAll(/\r\n?|[\u2028\u2029\u0085\f\v]/gu, '\n').split('\n');
  const blocks: FlowBlock[] = [];
  let group: string[] = [];
  const flush = (): void => {
    if (group.length > 0) blocks.push(...groupBlocks(group));
    group = [];
  };
  for (const line of lines) {
    if (line.trim() === '') flush();
    else group.push(line);
  }
  flush();
  return withTitle(blocks, lines);
}

/** A single short line at the very top, set off by a blank line, is what the text is called. */
function withTitle(blocks: FlowBlock[], lines: readonly string[]): FlowBlock[] {
  const [first, second] = blocks;
  const at = lines.findIndex((line) => line.trim() !== '');
  if (first?.kind !== 'paragraph' || second === undefined || lines[at + 1]?.trim() !== '') {
    return blocks;
  }
  if (!isTitle(first.text) || !/^[\p{Lu}\p{Lo}\p{N}"«„“(]/u.test(first.text)) return blocks;
  if (/[:!?]$/u.test(first.text) || lengthOf(second) <= first.text.length) return blocks;
  return [headingBlock(1, first.text), ...blocks.slice(1)];
}

function groupBlocks(lines: string[]): FlowBlock[] {
  const [first = '', second = ''] = lines;
  const mark = underline.exec(second)?.[1];
  if (mark !== undefined && isTitle(first)) {
    const heading = headingBlock(mark.startsWith('=') ? 1 : 2, first.trim());
    const rest = lines.slice(2);
    return rest.length === 0 ? [heading] : [heading, ...groupBlocks(rest)];
  }
  if (lines.length === 1 && isNumberedTitle(first)) {
    const depth = numbered.exec(first.trim())?.[1]?.split('.').length ?? 1;
    return [headingBlock(depth, first.trim())];
  }
  const table = tabbed(lines);
  if (table !== undefined) return [table];
  if (lines.every((line) => !/[\p{L}\p{N}]/u.test(line))) return [];
  if (!lines.some((line) => bullet.test(line))) return [paragraph(lines)];
  return listBlocks(lines);
}

function isTitle(line: string): boolean {
  const text = line.trim();
  return text.length <= MAX_HEADING && /\p{L}/u.test(text) && !/[.;,]$/u.test(text);
}

function isNumberedTitle(line: string): boolean {
  const text = line.trim();
  return isTitle(text) && numbered.test(text) && !/[.:;,!?]$/u.test(text);
}

/** Lines that all have the same number of tabs, two lines or more, are a table. */
function tabbed(lines: readonly string[]): FlowBlock | undefined {
  const rows = lines.map((line) => line.trimEnd().split('\t'));
  const width = rows[0]?.length ?? 0;
  if (lines.length < 2 || width < 2 || rows.some((row) => row.length !== width)) return undefined;
  if (rows.some((row) => row[0] === '')) return undefined;
  return { kind: 'table', rows: rows.map((cells) => ({ header: false, cells })) };
}

function listBlocks(lines: readonly string[]): FlowBlock[] {
  const blocks: FlowBlock[] = [];
  let before: string[] = [];
  let item: { depth: number; lines: string[] } | undefined;
  const indents: number[] = [];
  const flush = (): void => {
    if (before.length > 0) blocks.push(paragraph(before));
    before = [];
    if (item === undefined) return;
    const text = joined(item.lines).replace(sign, '');
    blocks.push({ kind: 'list-item', depth: item.depth, text });
    item = undefined;
  };
  for (const line of lines) {
    const indent = bullet.exec(line)?.[1]?.length;
    // "... am / 31. August 2027": a number other than 1 does not begin a list within a paragraph.
    const wrapped = item === undefined && before.length > 0 && laterNumber.test(line);
    if (indent === undefined || wrapped) {
      if (item === undefined) before.push(line);
      else item.lines.push(line.trim());
      continue;
    }
    flush();
    while ((indents.at(-1) ?? -1) > indent) indents.pop();
    if (indents.at(-1) !== indent) indents.push(indent);
    item = { depth: indents.length - 1, lines: [line.trim()] };
  }
  flush();
  return blocks;
}

function paragraph(lines: readonly string[]): FlowBlock {
  return { kind: 'paragraph', text: joined(lines.map((line) => line.trim())) };
}

/** "Buyer: Coral Bay Hotels": lines that all are such were not wrapped, however long they are. */
const FIELD = /^\p{L}[^:.!?]{0,40}:\s/u;

/**
 * Joins lines with spaces where they were wrapped at a margin: every line but the last comes
 * near the longest. Otherwise (addresses, verse) the line breaks stay.
 */
function joined(lines: readonly string[]): string {
  if (lines.length > 1 && lines.every((line) => FIELD.test(line))) return lines.join('\n');
  const widest = Math.max(...lines.map((line) => line.length));
  const wrapped =
    widest > 40 &&
    widest <= MAX_WRAP &&
    lines.slice(0, -1).every((line, index) => {
      // Wrapped where the next line's first word did not fit any more.
      const next = lines[index + 1]?.split(' ', 1)[0]?.length ?? 0;
      return line.length + 1 + next >= widest - 2;
    });
  return lines.join(wrapped || isRunning(lines) ? ' ' : '\n');
}

/** Prose that was wrapped unevenly: most lines go on in lower case. */
function isRunning(lines: readonly string[]): boolean {
  if (lines.length < 2) return false;
  const going = lines.slice(1).filter((line) => /^[\p{Ll}(]/u.test(line)).length;
  return going >= (lines.length - 1) / 2;
}
