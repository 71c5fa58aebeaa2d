import { decodeText } from '../encoding.ts';
import { damagedCompound, openCompound, type Compound } from '../compound.ts';
import type { Parser } from '../document.ts';
import { joinCode, promoteBold, type FlowBlock } from '../flow.ts';
import { flowEvents } from '../flow-pages.ts';
import { summaryFacts } from '../summary-information.ts';
import { docBlocks, type DocHost } from './body.ts';
import {
  FIRST_WORD_97,
  partOf,
  readFileInformation,
  refuseEncrypted,
  versionOf,
  type FileInformation,
} from './fib.ts';
import { readLists } from './lists.ts';
import { asNote, noteRanges } from './notes.ts';
import { paragraphsOf, type DocRuns } from './paragraphs.ts';
import { characterRuns, paragraphRuns } from './runs.ts';
import { readStyles } from './styles.ts';
import { decodePiece, readPieces, type Piece } from './text.ts';

/**
 * Word documents from before 2007 ([MS-DOC]). Deleted and hidden text, comments, headers and footers
 * are left out; numbers of lists are written out; notes follow the paragraph they hang on. Of Word 6
 * and 95 files the text alone is read.
 */
export const docParser: Parser = {
  formats: ['doc'],
  async *parse({ bytes }) {
    const compound = openCompound(bytes);
    const stream = compound.stream('WordDocument');
    const view = stream === undefined ? undefined : viewOf(stream);
    const version = view === undefined ? undefined : versionOf(view);
    if (stream === undefined || view === undefined || version === undefined)
      throw damagedCompound();
    refuseEncrypted(view);
    const blocks =
      version < FIRST_WORD_97 ? oldBlocks(view, stream) : blocksOf(compound, view, stream);
    return yield* flowEvents('doc', {
      ...summaryFacts(compound.stream('\u0005SummaryInformation')),
      blocks: promoteBold(joinCode(blocks)),
    });
  },
};

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function blocksOf(compound: Compound, view: DataView, stream: Uint8Array): FlowBlock[] {
  const information = readFileInformation(view);
  const { extents } = information;
  const table = compound.stream(information.tableStream);
  if (table === undefined) throw damagedCompound();
  const pieces = readPieces(partOf(table, extents.pieces), stream);
  const runs: DocRuns = {
    characters: characterRuns(partOf(table, extents.characterPages), stream),
    paragraphs: paragraphRuns(partOf(table, extents.paragraphPages), stream),
  };
  const host: DocHost = {
    style: readStyles(partOf(table, extents.styles)),
    numbering: readLists(table, extents.lists, extents.listOverrides),
    note: () => [],
  };
  const notes = notesOf(information, table, pieces, runs, host);
  const main = paragraphsOf(pieces, runs, 0, information.body);
  const blocks = docBlocks(main, { ...host, note: (place) => notes.get(place) ?? [] });
  const boxes = placesOf(information).textBoxes;
  const boxed = paragraphsOf(pieces, runs, boxes, boxes + information.textBoxes);
  return [...blocks, ...docBlocks(boxed, host)];
}

/** First characters of the parts that follow the body. */
function placesOf({ body, footnotes, headers, comments, endnotes }: FileInformation): {
  readonly footnotes: number;
  readonly endnotes: number;
  readonly textBoxes: number;
} {
  const endnoteStart = body + footnotes + headers + comments;
  return { footnotes: body, endnotes: endnoteStart, textBoxes: endnoteStart + endnotes };
}

function notesOf(
  information: FileInformation,
  table: Uint8Array,
  pieces: readonly Piece[],
  runs: DocRuns,
  host: DocHost,
): Map<number, FlowBlock[]> {
  const { extents } = information;
  const places = placesOf(information);
  const ranges = [
    ...noteRanges(table, {
      references: extents.footnoteReferences,
      texts: extents.footnoteTexts,
      start: places.footnotes,
      length: information.footnotes,
    }),
    ...noteRanges(table, {
      references: extents.endnoteReferences,
      texts: extents.endnoteTexts,
      start: places.endnotes,
      length: information.endnotes,
    }),
  ];
  return new Map(
    ranges.map(([place, [from, to]]) => [
      place,
      asNote(docBlocks(paragraphsOf(pieces, runs, from, to), host)),
    ]),
  );
}

const noRuns: DocRuns = { characters: [], paragraphs: [] };

/** Word 6 and 95: the text lies in one stretch, whose bounds and length the block tells. */
function oldBlocks(view: DataView, stream: Uint8Array): FlowBlock[] {
  const from = view.getUint32(0x18, true);
  const to = Math.min(view.getUint32(0x1c, true), stream.length, from + view.getUint32(0x34, true));
  if (from >= to) throw damagedCompound();
  const bytes = stream.subarray(from, to);
  // One byte a character keeps places; the encoding is that of the writer's system.
  const { encoding } = decodeText(bytes.filter((byte) => byte >= 0x20));
  const text = encoding.startsWith('windows-125')
    ? new TextDecoder(encoding).decode(bytes)
    : decodePiece(bytes, 1);
  const piece: Piece = { start: 0, end: text.length, text, at: from, width: 1 };
  const host: DocHost = {
    style: () => ({ role: undefined, list: undefined, level: undefined }),
    numbering: readLists(stream, none, none),
    note: () => [],
  };
  return docBlocks(paragraphsOf([piece], noRuns, 0, text.length), host);
}

const none = { at: 0, length: 0 } as const;
