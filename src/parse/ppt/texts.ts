import { headingBlock, type FlowBlock } from '../flow.ts';
import { paragraphStyles } from './paragraph-styles.ts';
import { recordsIn, recordType, type PptRecord } from './records.ts';

/** What a text is for ([MS-PPT] 2.13.33). */
const kinds = { title: 0, body: 1, notes: 2, centerTitle: 6 } as const;
/** Texts whose paragraphs are a list unless they say otherwise: bodies of all sizes. */
const listed: ReadonlySet<number> = new Set([kinds.body, 7, 8]);

/** A text with what it is for. */
export interface PptText {
  readonly kind: number;
  readonly text: string;
  /** Style of its paragraphs, or undefined. */
  readonly style: DataView | undefined;
}

/** The texts in a list of records: head, characters, style. */
export function textsIn(records: Iterable<PptRecord>): PptText[] {
  const texts: PptText[] = [];
  let kind: number | undefined;
  for (const { type, body } of records) {
    if (type === recordType.textHeader) {
      // A text that is empty has no record of its own, and still counts.
      if (kind !== undefined) texts.push({ kind, text: '', style: undefined });
      kind = body.byteLength > 0 ? body.getUint8(0) : 4;
    } else if (type === recordType.textChars || type === recordType.textBytes) {
      texts.push({ kind: kind ?? 4, text: decode(type, body), style: undefined });
      kind = undefined;
    } else if (type === recordType.textStyle) {
      const last = texts.pop();
      if (last !== undefined) texts.push({ ...last, style: body });
    }
  }
  if (kind !== undefined) texts.push({ kind, text: '', style: undefined });
  return texts;
}

function decode(type: number, body: DataView): string {
  const bytes = new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  if (type === recordType.textChars) return new TextDecoder('utf-16le').decode(bytes);
  return Buffer.from(bytes).toString('latin1');
}

/** The texts of each slide as the outline has them, by the list's persist numbers. */
export function outlineTexts(list: PptRecord): {
  readonly persist: number;
  readonly id: number;
  readonly texts: PptText[];
}[] {
  const slides: { persist: number; id: number; records: PptRecord[] }[] = [];
  for (const record of recordsIn(list.body)) {
    if (record.type === recordType.slidePersist && record.body.byteLength >= 16) {
      const { body } = record;
      slides.push({ persist: body.getUint32(0, true), id: body.getUint32(12, true), records: [] });
    } else slides.at(-1)?.records.push(record);
  }
  return slides.map(({ persist, id, records }) => ({ persist, id, texts: textsIn(records) }));
}

export function isTitle({ kind }: PptText): boolean {
  return kind === kinds.title || kind === kinds.centerTitle;
}

export function isNotes({ kind }: PptText): boolean {
  return kind === kinds.notes;
}

/** A text's paragraphs as blocks. */
export function textBlocks(text: PptText): FlowBlock[] {
  if (isTitle(text)) {
    const line = text.text.replaceAll(/\s+/gu, ' ').trim();
    return line === '' ? [] : [headingBlock(1, line)];
  }
  const styles = paragraphStyles(text.style, text.text.length + 1);
  const blocks: FlowBlock[] = [];
  let at = 0;
  for (const paragraph of text.text.split('\r')) {
    const style = styles.at(at);
    at += paragraph.length + 1;
    const shown = paragraph.replaceAll('\v', '\n');
    // An asterisk stands for the number of the slide or the date.
    if (shown.trim() === '' || shown.trim() === '*') continue;
    const bullet = style?.bullet ?? listed.has(text.kind);
    blocks.push(
      bullet
        ? { kind: 'list-item', depth: style?.depth ?? 0, text: shown }
        : { kind: 'paragraph', text: shown },
    );
  }
  return blocks;
}
