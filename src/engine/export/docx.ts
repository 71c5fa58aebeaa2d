import type * as DocxModule from 'docx';
import { oneLine } from './one-line.ts';
import type { Block } from './outline.ts';

type Docx = typeof DocxModule;

function paragraphsOf(docx: Docx, block: Block): DocxModule.Paragraph[] {
  const { Paragraph: P, TextRun, HeadingLevel } = docx;
  switch (block.kind) {
    case 'title':
      return [new P({ text: oneLine(block.text), heading: HeadingLevel.TITLE })];
    case 'question':
      return [new P({ text: oneLine(block.text), heading: HeadingLevel.HEADING_1 })];
    case 'sources':
      return [new P({ text: oneLine(block.text), heading: HeadingLevel.HEADING_2 })];
    case 'note':
      return [new P({ children: [new TextRun({ text: oneLine(block.text), italics: true })] })];
    case 'sentence':
      return [new P({ text: oneLine(block.text), spacing: { after: 120 } })];
    case 'source':
      return [
        new P({
          children: [
            new TextRun(`[${block.n}] `),
            new TextRun({ text: oneLine(block.label), bold: true }),
            new TextRun(` (${oneLine(block.state)})`),
          ],
          keepNext: true,
        }),
        new P({ text: oneLine(block.quote), indent: { left: 400 }, spacing: { after: 160 } }),
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
    title: oneLine(title),
    creator: 'Carrel',
    sections: [{ children }],
  });
  return new Uint8Array(await docx.Packer.toBuffer(document));
}
