import PptxGenJS from 'pptxgenjs';
import type { SampleDocument } from './content.ts';

/** A PPTX with a section a slide. */
export async function renderPptx(sample: SampleDocument): Promise<Uint8Array> {
  // The package's types describe its CommonJS build, where the class is a second `default`.
  const Presentation: typeof PptxGenJS.default =
    'default' in PptxGenJS ? PptxGenJS.default : PptxGenJS;
  const presentation = new Presentation();
  presentation.title = sample.title;
  presentation.author = 'Lindhof & Perrault';
  for (const section of sample.sections) {
    const slide = presentation.addSlide();
    slide.addText(section.title, { x: 0.5, y: 0.3, w: 9, h: 0.8, fontSize: 28, bold: true });
    if (section.paragraphs.length > 0) {
      slide.addText(section.paragraphs.join('\n'), { x: 0.5, y: 1.1, w: 9, h: 0.6, fontSize: 16 });
    }
    if (section.bullets !== undefined) {
      const bullets = section.bullets.map((text) => ({ text, options: { bullet: true } }));
      slide.addText(bullets, { x: 0.5, y: 1.5, w: 9, h: 3, fontSize: 18 });
    }
    if (section.table !== undefined) {
      const cells = [section.table.header, ...section.table.rows].map((row) =>
        row.map((text) => ({ text })),
      );
      slide.addTable(cells, { x: 0.5, y: 1.9, w: 9, fontSize: 14 });
    }
  }
  const data = await presentation.write({ outputType: 'nodebuffer' });
  if (data instanceof Uint8Array) return data;
  throw new TypeError('The presentation was not written to a buffer.');
}
