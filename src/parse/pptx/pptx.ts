import { CarrelFailure } from '../../contract/errors.ts';
import type { Parser, ParsedPage } from '../document.ts';
import type { FlowBlock } from '../flow.ts';
import { buildPage, describe, noText } from '../flow-pages.ts';
import { chartBlocks, diagramBlocks } from '../xml-charts.ts';
import { coreFacts, partOfType, relationshipsOf, type Relationship } from '../xml-package.ts';
import { child, descendants, elements, readElement } from '../xml.ts';
import { openZip, type Zip } from '../zip.ts';
import { MAX_SLIDES, withTitle } from './slides.ts';
import { Layouts } from './layouts.ts';
import { paragraphBlocks, placeholderOf, shapeBlocks, slideTitle } from './shapes.ts';

/**
 * PowerPoint presentations (ISO/IEC 29500), a page a slide: title, text by its place, tables,
 * values of charts, texts of diagrams, then the speaker's notes. Hidden slides are read too.
 */
export const pptxParser: Parser = {
  formats: ['pptx'],
  async *parse({ bytes }) {
    const zip = openZip(bytes);
    const slides = slideParts(zip);
    const layouts = new Layouts(zip);
    yield { kind: 'opened', pages: slides.length };
    let firstTitle = '';
    let anyText = false;
    for (const [index, part] of slides.entries()) {
      const number = index + 1;
      try {
        const page = readSlide(zip, part, number, layouts);
        if (firstTitle === '') firstTitle = page.label;
        if (page.text !== '') anyText = true;
        yield { kind: 'page', page };
      } catch (error) {
        if (!(error instanceof CarrelFailure)) throw error;
        yield { kind: 'unreadable', page: number, error: error.toData() };
      }
    }
    if (!anyText) throw noText();
    return describe('pptx', slides.length, coreFacts(zip), firstTitle);
  },
};

/** The slides' parts in the order of the show. */
function slideParts(zip: Zip): (string | undefined)[] {
  const main =
    partOfType(zip, relationshipsOf(zip, ''), 'officeDocument') ?? 'ppt/presentation.xml';
  const bytes = zip.read(main);
  const list = bytes === undefined ? undefined : readElement(bytes, 'p:sldIdLst');
  if (bytes === undefined) {
    throw new CarrelFailure(
      'file-damaged',
      'The file is damaged: its list of slides is missing. Open it in PowerPoint and save it again.',
    );
  }
  if (list === undefined) throw noText();
  const relationships = relationshipsOf(zip, main);
  return [...elements(list, 'p:sldId')]
    .slice(0, MAX_SLIDES)
    .map((slide) => relationships.get(slide.attributes.get('r:id') ?? '')?.target);
}

function readSlide(
  zip: Zip,
  part: string | undefined,
  number: number,
  layouts: Layouts,
): ParsedPage {
  const bytes = part === undefined ? undefined : zip.read(part);
  const slide = bytes === undefined ? undefined : readElement(bytes, 'p:sld');
  const tree = child(slide, 'p:cSld', 'p:spTree');
  if (part === undefined || tree === undefined) {
    throw new CarrelFailure('file-damaged', `Slide ${number} is missing or damaged.`);
  }
  const relationships = relationshipsOf(zip, part);
  const layout = partOfType(zip, relationships, 'slideLayout');
  const related = (id: string, read: (bytes: Uint8Array) => FlowBlock[]): FlowBlock[] => {
    const target = relationships.get(id)?.target;
    const found = target === undefined ? undefined : zip.read(target);
    return found === undefined ? [] : read(found);
  };
  const blocks = shapeBlocks(tree, {
    chart: (id) => related(id, chartBlocks),
    diagram: (id) => related(id, diagramBlocks),
    inherited: (type, index) => layouts.frame(layout, type, index),
  });
  const { title, main } = withTitle(blocks, slideTitle(tree));
  const notes = notesOf(zip, relationships);
  return buildPage([...main, ...notes], number, 'slide', title);
}

function notesOf(zip: Zip, relationships: ReadonlyMap<string, Relationship>): FlowBlock[] {
  const part = partOfType(zip, relationships, 'notesSlide');
  const bytes = part === undefined ? undefined : zip.read(part);
  const notes = bytes === undefined ? undefined : readElement(bytes, 'p:notes');
  if (notes === undefined) return [];
  return [...descendants(notes, 'p:sp')]
    .filter((shape) => placeholderOf(shape)?.attributes.get('type') === 'body')
    .flatMap((shape) => {
      const body = child(shape, 'p:txBody');
      return body === undefined ? [] : paragraphBlocks(body, false);
    });
}
