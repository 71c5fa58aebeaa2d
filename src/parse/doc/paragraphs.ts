import type { Piece } from './text.ts';
import { runAt, type CharacterProperties, type ParagraphProperties, type Run } from './runs.ts';

/** A paragraph with what its end mark says about it. */
export interface DocParagraph {
  readonly text: string;
  /** All of its letters are bold by their own properties. */
  readonly bold: boolean;
  /** It ends a cell of a table (or, in the last mark of a row, the row). */
  readonly cellEnd: boolean;
  readonly properties: ParagraphProperties;
  /** Places of the references to notes in it, in the whole text. */
  readonly notes: readonly number[];
}

const plain: ParagraphProperties = { style: 0, modifiers: [] };

/** Marks in the text ([MS-DOC] 2.4.2): what they become; others below a space are dropped. */
const signs: ReadonlyMap<string, string> = new Map([
  ['\t', '\t'],
  ['\v', '\n'],
  ['\u000E', '\n'],
  ['\u001E', '\u2011'],
]);
const CELL_END = '\u0007';
const NOTE = '\u0002';
const FIELD = { begin: '\u0013', separator: '\u0014', end: '\u0015' } as const;

/** What is known of the characters and paragraphs of a document. */
export interface DocRuns {
  readonly characters: readonly Run<CharacterProperties>[];
  readonly paragraphs: readonly Run<ParagraphProperties>[];
}

/** The paragraphs of the text from one character to before another. */
export function* paragraphsOf(
  pieces: readonly Piece[],
  { characters, paragraphs }: DocRuns,
  from: number,
  to: number,
): Generator<DocParagraph> {
  let open = new OpenParagraph();
  const fields = new Fields();
  for (const { start, end, text, at, width } of pieces) {
    if (end <= from || start >= to) continue;
    let run: Run<CharacterProperties> | undefined;
    for (let index = Math.max(0, from - start); index < text.length; index += 1) {
      if (start + index >= to) break;
      const place = at + width * index;
      if (run === undefined || place >= run.to || place < run.from) run = runAt(characters, place);
      const sign = text.charAt(index);
      const { gone = false, bold = false } = run?.properties ?? {};
      if (sign === '\r' || sign === CELL_END || sign === '\f') {
        // A deleted mark joins two paragraphs.
        if (gone && sign === '\r') continue;
        const properties = runAt(paragraphs, place)?.properties ?? plain;
        yield open.ended(sign === CELL_END, properties);
        open = new OpenParagraph();
      } else if (!fields.takes(sign) && !gone) open.add(sign, bold, start + index);
    }
  }
  if (open.hasText) yield open.ended(false, plain);
}

class OpenParagraph {
  #text = '';
  #plain = false;
  readonly #notes: number[] = [];

  get hasText(): boolean {
    return this.#text.trim() !== '';
  }

  add(sign: string, bold: boolean, place: number): void {
    if (sign === NOTE) this.#notes.push(place);
    const text = sign >= ' ' ? sign : (signs.get(sign) ?? '');
    if (!bold && text.trim() !== '') this.#plain = true;
    this.#text += text;
  }

  ended(cellEnd: boolean, properties: ParagraphProperties): DocParagraph {
    const bold = !this.#plain && this.hasText;
    return { text: this.#text, bold, cellEnd, properties, notes: this.#notes };
  }
}

/** Fields stand as code, separator, result; the code is not shown. They may be nested. */
class Fields {
  /** For each open field: its code is being read. */
  readonly #codes: boolean[] = [];

  /** True for marks of fields and for characters of a field's code. */
  takes(sign: string): boolean {
    if (sign === FIELD.begin) this.#codes.push(true);
    else if (sign === FIELD.end) this.#codes.pop();
    else if (sign === FIELD.separator) {
      if (this.#codes.length > 0) this.#codes[this.#codes.length - 1] = false;
    } else return this.#codes.includes(true);
    return true;
  }
}
