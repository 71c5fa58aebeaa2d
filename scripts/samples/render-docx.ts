import { Document, HeadingLevel, Packer, Paragraph } from 'docx';
import type { SampleDocument } from './content.ts';

/** A DOCX with headings, paragraphs and bullets. */
export async function renderDocx(sample: SampleDocument): Promise<Uint8Array> {
  const document = new Document({
    title: sample.title,
    creator: 'Lindhof & Perrault',
    sections: [
      {
        children: [
          new Paragraph({ text: sample.title, heading: HeadingLevel.TITLE }),
          ...sample.sections.flatMap((section) => [
            new Paragraph({ text: section.title, heading: HeadingLevel.HEADING_1 }),
            ...section.paragraphs.map((text) => new Paragraph({ text })),
            ...(section.bullets ?? []).map((text) => new Paragraph({ text, bullet: { level: 0 } })),
          ]),
        ],
      },
    ],
  });
  return await Packer.toBuffer(document);
}
