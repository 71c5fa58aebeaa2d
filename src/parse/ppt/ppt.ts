import { damagedCompound, openCompound } from '../compound.ts';
import type { Parser, ParsedPage } from '../document.ts';
import type { FlowBlock } from '../flow.ts';
import { buildPage, describe, noText } from '../flow-pages.ts';
import { MAX_SLIDES, withTitle } from '../pptx/slides.ts';
import { summaryFacts } from '../summary-information.ts';
import { readPersist, type Persist } from './persist.ts';
import { findRecord, longAt, recordsIn, recordType, type PptRecord } from './records.ts';
import { drawingShapes } from './shapes.ts';
import { isNotes, outlineTexts, textBlocks } from './texts.ts';

/** What a list of slides holds, by its instance ([MS-PPT] 2.4.14). */
const lists = { slides: 0, notes: 2 } as const;

/**
 * PowerPoint presentations from before 2007 ([MS-PPT]), a page a slide: title, text by its place,
 * tables, then the speaker's notes. Hidden slides are read too; deleted ones are not.
 */
export const pptParser: Parser = {
  formats: ['ppt'],
  async *parse({ bytes }) {
    const compound = openCompound(bytes);
    const stream = compound.stream('PowerPoint Document');
    const user = compound.stream('Current User');
    if (stream === undefined || user === undefined) throw damagedCompound();
    const persist = readPersist(viewOf(stream), viewOf(user));
    const slides = listOf(persist, lists.slides).slice(0, MAX_SLIDES);
    const notes = new Map(listOf(persist, lists.notes).map(({ id, persist: at }) => [id, at]));
    yield { kind: 'opened', pages: slides.length };
    let firstTitle = '';
    let anyText = false;
    for (const [index, { persist: at, texts }] of slides.entries()) {
      const slide = persist.get(at);
      const page = readSlide(slide, texts, index + 1, (id) => persist.get(notes.get(id) ?? -1));
      if (firstTitle === '') firstTitle = page.label;
      if (page.text !== '') anyText = true;
      yield { kind: 'page', page };
    }
    if (!anyText) throw noText();
    const facts = summaryFacts(compound.stream('\u0005SummaryInformation'));
    return describe('ppt', slides.length, facts, firstTitle);
  },
};

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function listOf({ document }: Persist, instance: number): ReturnType<typeof outlineTexts> {
  for (const record of recordsIn(document.body)) {
    if (record.type === recordType.slideList && record.instance === instance) {
      return outlineTexts(record);
    }
  }
  return [];
}

function readSlide(
  slide: PptRecord | undefined,
  outline: ReturnType<typeof outlineTexts>[number]['texts'],
  number: number,
  notesOf: (id: number) => PptRecord | undefined,
): ParsedPage {
  const group =
    slide?.type === recordType.slide ? findRecord(slide.body, recordType.group) : undefined;
  // Where the slide itself is lost, the outline still has its texts.
  const blocks =
    group === undefined
      ? outline.flatMap((text) => textBlocks(text))
      : drawingShapes(group, outline).flatMap((shape) => shape.blocks);
  const { title, main } = withTitle(blocks);
  const atom = slide === undefined ? undefined : findRecord(slide.body, recordType.slideAtom);
  const notes = atom === undefined ? undefined : notesOf(longAt(atom.body, 16));
  return buildPage([...main, ...noteBlocks(notes)], number, 'slide', title);
}

function noteBlocks(notes: PptRecord | undefined): FlowBlock[] {
  if (notes?.type !== recordType.notes) return [];
  const group = findRecord(notes.body, recordType.group);
  if (group === undefined) return [];
  return drawingShapes(group, [])
    .flatMap(({ texts }) => texts)
    .filter((text) => isNotes(text))
    .flatMap((text) => textBlocks(text));
}
