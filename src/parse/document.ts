import { z } from 'zod';
import { contractError, type ContractError } from '../contract/errors.ts';
import { member } from './container/container.ts';

/** What a stored page is in its own format. */
export const pageUnit = z.enum(['page', 'slide', 'sheet', 'mail', 'section']);
export type PageUnit = z.infer<typeof pageUnit>;

const offset = z.number().int().min(0);
const range = { start: offset, end: offset };

/** A range of a page's normalised text with its role. Blocks are disjoint and in reading order. */
export const block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('heading'), level: z.number().int().min(1).max(6), ...range }),
  z.strictObject({ kind: z.literal('paragraph'), ...range }),
  z.strictObject({ kind: z.literal('list-item'), depth: offset, ...range }),
  z.strictObject({ kind: z.literal('code'), ...range }),
  z.strictObject({ kind: z.literal('caption'), ...range }),
  z.strictObject({ kind: z.literal('footnote'), ...range }),
  /** Running headers, footers, page numbers: stored and marked, left out of passages. */
  z.strictObject({ kind: z.literal('furniture'), ...range }),
  /**
   * One line of text a row, cells separated by a tab. `continued`: its rows go on from the table
   * that ended the page before; rows of a head it repeats are marked as such.
   */
  z.strictObject({
    kind: z.literal('table'),
    ...range,
    rows: z.array(
      z.strictObject({ ...range, header: z.boolean(), cells: z.array(z.strictObject(range)) }),
    ),
    continued: z.literal(true).optional(),
  }),
]);
export type Block = z.infer<typeof block>;
export type TableBlock = Extract<Block, { kind: 'table' }>;

/** Numbers a word takes in `ParsedPage.words`: start, end, left, top, width, height. */
export const WORD_STRIDE = 6;

/** Numbers a cell takes in `ParsedPage.cells`: start in the text, row, column. */
export const CELL_STRIDE = 3;

/**
 * One page of a document as read.
 *
 * `text` is the normalised text: NFC, ligatures unfolded, single spaces, hyphenated line ends
 * joined, blocks separated by one line feed, table cells by a tab. All ranges are UTF-16 offsets
 * into it. `raw` is the text as the file has it, and `map` relates the two: flat pairs
 * `[normalisedOffset, rawOffset, ...]`, both ascending, linear between pairs (the first pair is
 * `[0, 0]`; empty where `raw` equals `text`).
 *
 * `words` holds WORD_STRIDE numbers a word: its range in `text`, then its box in unrotated points
 * (1/72 inch) from the crop box's top left. A word broken over two lines has two entries. Empty
 * where the format has no layout.
 *
 * `cells` holds CELL_STRIDE numbers for each cell of a sheet with text, ascending: where its text
 * starts, its row and its column, both from 0.
 */
export const parsedPage = z.strictObject({
  number: z.number().int().min(1),
  unit: pageUnit,
  /** The name of a sheet, slide title or mail part, else empty. */
  label: z.string(),
  text: z.string(),
  raw: z.string(),
  map: z.instanceof(Uint32Array),
  /** Crop box size in points, unrotated; 0 where the format has no layout. */
  width: z.number(),
  height: z.number(),
  /** Clockwise degrees the viewer turns the page by. */
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  words: z.instanceof(Float32Array),
  cells: z.instanceof(Uint32Array).optional(),
  blocks: z.array(block),
});
export type ParsedPage = z.infer<typeof parsedPage>;

/** What is known of the whole document. */
export const documentInfo = z.strictObject({
  format: z.string(),
  /** The document's own title (metadata or first heading), never the file's name; or empty. */
  title: z.string(),
  author: z.string(),
  /** ISO 8601 or empty. */
  created: z.string(),
  pages: z.number().int().min(0),
});
export type DocumentInfo = z.infer<typeof documentInfo>;

/** Why a page's text has to be recognised from its picture. */
export const scanReason = z.enum(['no-text', 'picture', 'broken-text']);
export type ScanReason = z.infer<typeof scanReason>;

/** What a parser yields, in this order: `opened`, then pages, problems in between, then members. */
export const parseEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('opened'), pages: z.number().int() }),
  z.strictObject({ kind: z.literal('page'), page: parsedPage }),
  /** The page before is a scan, its own text at most a makeshift: it is to be recognised. */
  z.strictObject({ kind: z.literal('scan'), page: z.number().int(), why: scanReason }),
  /** Documents that lie in this one. */
  z.strictObject({ kind: z.literal('members'), members: z.array(member) }),
  /** A page that could not be read; the document becomes `partial`. */
  z.strictObject({ kind: z.literal('unreadable'), page: z.number().int(), error: contractError }),
]);
export type ParseEvent = z.infer<typeof parseEvent>;

/** A file as a parser gets it: bytes only, no path to open. */
export interface ParseInput {
  readonly bytes: Uint8Array;
  /** Name for messages and for the hint its extension gives. */
  readonly fileName: string;
  /** Pages that ended a parser before: to be reported as unreadable without a look at them. */
  readonly givenUp?: ReadonlyMap<number, ContractError>;
  /** Told before each step that a page alone may hold up; parsers of paged formats call it. */
  readonly reading?: (page: number) => Promise<void>;
}

/**
 * Reads one family of formats. Throws `CarrelFailure` with a document code (`file-damaged`,
 * `file-encrypted`, `file-empty`, `no-text`, ...) when the whole file cannot be read.
 */
export interface Parser {
  /** Format names this parser reads, e.g. `['pdf']`. */
  readonly formats: readonly string[];
  parse(input: ParseInput): AsyncGenerator<ParseEvent, DocumentInfo, undefined>;
}
