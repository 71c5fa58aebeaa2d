import type * as DocxModule from 'docx';
import type { Block } from './outline.ts';

type Docx = typeof DocxModule;

/** Control characters that XML 1.0 cannot hold, except tab and line ends. */
// eslint-disable-next-line no-control-regex
const NOT_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/gu;

const clean = (text: string): string => text.toWellFormed().replaceAll(NOT_XML, ' ');

function paragraphsOf(docx: Docx, block: Block): DocxModule.Paragraph[] {
  const { Paragraph: P, TextRun, HeadingLevel } = docx;
  switch (block.kind) {
    case 'title':
      return [new P({ text: clean(block.text), heading: HeadingLevel.TITLE })];
    case 'question':
      return [new P({ text: clean(block.text), heading: HeadingLevel.HEADING_1 })];
    case 'sources':
      return [new P({ text: clean(block.text), heading: HeadingLevel.HEADING_2 })];
    case 'note':
      return [new P({ children: [new TextRun({ text: clean(block.text), italics: true })] })];
    case 'sentence':
      return [new P({ text: clean(block.text), spacing: { after: 120 } })];
    case 'source':
      return [
        new P({
          children: [
            new TextRun(`[${block.n}] `),
            new TextRun({ text: clean(block.label), bold: true }),
            new TextRun(` (${clean(block.state)})`),
          ],
          keepNext: true,
        }),
        new P({ text: clean(block.quote), indent: { left: 400 }, spacing: { after: 160 } }),
      ];
    default:
      return block satisfies never;
  }
}

/** A document for word processors. */
export async function toDocx(blocks: Iterable<Block>, title: string): Promise<Uint8Array> {
  // Loaded only now: hardly any run exports.
  const docx = await import('docx');
  const children = [...blocks].flatMap((block) => paragraphsOf(docx, block));
  const document = new docx.Document({
    title: clean(title),
    creator: 'Carrel',
    sections: [{ children }],
  });
  return new Uint8Array(await docx.Packer.toBuffer(document));
}
