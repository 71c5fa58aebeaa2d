import { CarrelFailure, type ContractError } from '../contract/errors.ts';
import type { Block, DocumentInfo, PageUnit, ParsedPage, ParseEvent } from './document.ts';
import { lengthOf, type FlowBlock, type FlowRow } from './flow.ts';
import { normalised } from './normalise.ts';
import { PageBuilder } from './page-builder.ts';

/** About the most text one stored part of an unpaged document holds, in UTF-16 units. */
const PART_LENGTH = 60_000;

/** Metadata of a document, as found; anything may be missing or empty. */
export interface DocumentFacts {
  readonly title?: string | undefined;
  readonly author?: string | undefined;
  readonly created?: string | undefined;
}

/** What a parser of a document without pages found. */
export interface FlowDocument extends DocumentFacts {
  readonly blocks: readonly FlowBlock[];
  /** The file broke off after the blocks. */
  readonly problem?: ContractError | undefined;
}

/** Titles that programs write by themselves, in the languages seen. */
const emptyTitle =
  /^(?:untitled.*|unbenannt.*|sans (?:nom|titre).*|no title|title|titel|titre|document\d*|dokument\d*|microsoft word - .*|(?:microsoft )?powerpoint[ -].*|pr[ée]sentation powerpoint|presentaci[óo]n de powerpoint|presentazione standard.*|presentation\d*|slide 1|folie 1|diapositive 1)$/iu;

/** What is known of a document: the title from its metadata, else its first heading. */
export function describe(
  format: string,
  pages: number,
  facts: DocumentFacts,
  heading: string,
): DocumentInfo {
  const own = normalised(facts.title ?? '').trim();
  const title = own === '' || emptyTitle.test(own) ? normalised(heading).trim() : own;
  return {
    format,
    title: title.slice(0, 500),
    author: normalised(facts.author ?? '')
      .trim()
      .slice(0, 500),
    created: isoDate(facts.created ?? ''),
    pages,
  };
}

/** A date as ISO 8601, or an empty string where it is none. */
function isoDate(text: string): string {
  const trimmed = text.trim();
  if (!/^\d{4}-\d{2}-\d{2}/u.test(trimmed)) return '';
  const time = Date.parse(trimmed);
  return Number.isNaN(time) ? '' : new Date(time).toISOString();
}

/** The failure of a readable file in which there is no text. */
export function noText(): CarrelFailure {
  return new CarrelFailure(
    'no-text',
    'No text was found in this file. If it holds pictures of text, run text recognition on it in another program first.',
  );
}

/**
 * The events of a document without pages, in parts of about PART_LENGTH.
 *
 * @throws CarrelFailure `no-text` where no block holds text; the problem itself where the file
 * broke off before any.
 */
export async function* flowEvents(
  format: string,
  document: FlowDocument,
): AsyncGenerator<ParseEvent, DocumentInfo, undefined> {
  const parts = [...splitParts(document.blocks)];
  const pages: ParsedPage[] = [];
  for (const blocks of parts) {
    const page = buildPage(blocks, pages.length + 1, 'section', '');
    if (page.text !== '') pages.push(page);
  }
  const { problem } = document;
  if (pages.length === 0) {
    if (problem === undefined) throw noText();
    throw CarrelFailure.from(problem);
  }
  const total = pages.length + (problem === undefined ? 0 : 1);
  yield { kind: 'opened', pages: total };
  for (const page of pages) yield { kind: 'page', page };
  if (problem !== undefined) yield { kind: 'unreadable', page: total, error: problem };
  const heading = document.blocks.find((block) => block.kind === 'heading');
  return describe(format, total, document, heading?.kind === 'heading' ? heading.text : '');
}

/** One page from blocks; blocks without text leave nothing. */
export function buildPage(
  blocks: readonly FlowBlock[],
  number: number,
  unit: PageUnit,
  label: string,
): ParsedPage {
  const builder = new PageBuilder();
  for (const block of blocks) {
    if (block.kind === 'table') writeTable(builder, block);
    else writeText(builder, block);
  }
  return builder.build({ number, unit, label });
}

function writeText(builder: PageBuilder, block: Exclude<FlowBlock, { kind: 'table' }>): void {
  const lines = block.kind === 'code' ? codeLines(block.text) : block.text.split(/\r\n?|\n/u);
  let start = -1;
  let end = 0;
  for (const line of lines) {
    if (block.kind === 'code') {
      if (start >= 0) builder.append('\n');
      const range = builder.append(line);
      if (start < 0) start = range.start;
      end = range.end;
    } else {
      if (start >= 0 && builder.offset === end) builder.breakBlock();
      const range = builder.appendNormalised(line);
      if (range.start === range.end) continue;
      if (start < 0) start = range.start;
      end = range.end;
    }
  }
  builder.breakBlock();
  if (start < 0 || start === end) return;
  const range = { start, end };
  if (block.kind === 'heading') builder.addBlock({ kind: 'heading', level: block.level, ...range });
  else if (block.kind === 'list-item') {
    builder.addBlock({ kind: 'list-item', depth: Math.min(block.depth, 50), ...range });
  } else builder.addBlock({ kind: block.kind, ...range });
}

/** Lines with their indentation, without blank lines at both ends; nothing for blank code. */
function codeLines(text: string): string[] {
  const lines = text
    .normalize('NFC')
    .split(/\r\n?|\n/u)
    .map((line) =>
      line
        .replaceAll('\t', '    ')
        .replaceAll(/[\p{Cc}\p{Cs}\uFEFF\uFFFD]/gu, '')
        .trimEnd(),
    );
  while (lines[0] === '') lines.shift();
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

function writeTable(builder: PageBuilder, block: Extract<FlowBlock, { kind: 'table' }>): void {
  const rows: Extract<Block, { kind: 'table' }>['rows'] = [];
  for (const row of block.rows) {
    const texts = row.cells.map((cell) => cell.replaceAll(/\s+/gu, ' '));
    if (texts.every((text) => normalised(text).trim() === '')) continue;
    const start = builder.offset;
    const cells = texts.map((text, index) => {
      if (index > 0) builder.breakCell();
      return builder.appendNormalised(text);
    });
    rows.push({ start, end: builder.offset, header: row.header, cells });
    builder.breakBlock();
  }
  const first = rows[0];
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return;
  builder.addBlock({ kind: 'table', start: first.start, end: last.end, rows });
}

/** Blocks in parts of about PART_LENGTH; a heading stays with what follows it, an overlong block is divided. */
export function* splitParts(blocks: readonly FlowBlock[]): Generator<FlowBlock[]> {
  let part: FlowBlock[] = [];
  let length = 0;
  for (const whole of blocks) {
    for (const block of divide(whole)) {
      const own = lengthOf(block);
      if (length > 0 && length + own > PART_LENGTH) {
        const next: FlowBlock[] = [];
        while (part.length > 1 && part.at(-1)?.kind === 'heading') next.unshift(...part.splice(-1));
        yield part;
        part = next;
        length = next.reduce((sum, heading) => sum + lengthOf(heading), 0);
      }
      part.push(block);
      length += own;
    }
  }
  if (part.length > 0) yield part;
}

function* divide(block: FlowBlock): Generator<FlowBlock> {
  if (lengthOf(block) <= PART_LENGTH) {
    yield block;
  } else if (block.kind === 'table') {
    let rows: FlowRow[] = [];
    let length = 0;
    for (const row of block.rows) {
      const own = row.cells.reduce((sum, cell) => sum + cell.length + 1, 0);
      if (length > 0 && length + own > PART_LENGTH) {
        yield { kind: 'table', rows };
        rows = [];
        length = 0;
      }
      if (own > PART_LENGTH) {
        for (const text of row.cells) yield* divide({ kind: 'paragraph', text });
      } else {
        rows.push(row);
        length += own;
      }
    }
    if (rows.length > 0) yield { kind: 'table', rows };
  } else {
    let rest = block.text;
    while (rest.length > PART_LENGTH) {
      const end = cutBefore(rest, PART_LENGTH);
      yield { ...block, text: rest.slice(0, end) };
      rest = rest.slice(end);
    }
    yield { ...block, text: rest };
  }
}

/** The last line end, else sentence end, else space before `limit`, else `limit` itself. */
function cutBefore(text: string, limit: number): number {
  const half = limit / 2;
  for (const mark of ['\n', '. ', ' ']) {
    const at = text.lastIndexOf(mark, limit - mark.length);
    if (at > half) return at + mark.length;
  }
  const unit = text.charCodeAt(limit - 1);
  return unit >= 0xd8_00 && unit <= 0xdb_ff ? limit - 1 : limit;
}
