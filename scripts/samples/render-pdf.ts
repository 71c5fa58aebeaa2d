import PDFDocument from 'pdfkit';
import type { SampleDocument, SampleTable } from './content.ts';

const MARGIN = 72;
/** So that building twice gives the same bytes. */
const MADE = new Date('2026-10-01T09:00:00Z');

/** A PDF with one section a page, a running header and page numbers. */
export async function renderPdf(sample: SampleDocument): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
    bufferPages: true,
    info: { Title: sample.title, Author: 'Lindhof & Perrault', CreationDate: MADE, ModDate: MADE },
  });
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => {
    pdf.on('end', resolve);
  });
  sample.sections.forEach((section, index) => {
    if (index > 0) pdf.addPage();
    pdf
      .font('Helvetica-Bold')
      .fontSize(18)
      .text(`${index + 1}. ${section.title}`, MARGIN, 100);
    pdf.moveDown(0.8).font('Times-Roman').fontSize(11);
    for (const paragraph of section.paragraphs) {
      pdf.text(paragraph, { align: 'justify', lineGap: 2 }).moveDown(0.7);
    }
    if (section.table !== undefined) drawTable(pdf, section.table);
  });
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    pdf.page.margins = { top: 0, bottom: 0, left: 0, right: 0 };
    pdf.font('Helvetica').fontSize(8.5);
    pdf.text(`Lindhof & Perrault  |  ${sample.title}`, MARGIN, 48, { lineBreak: false });
    pdf.text(`Page ${page + 1} of ${count}`, MARGIN, 790, { lineBreak: false });
  }
  pdf.end();
  await ended;
  return Buffer.concat(parts);
}

function drawTable(pdf: PDFKit.PDFDocument, table: SampleTable): void {
  const width = (pdf.page.width - 2 * MARGIN) / table.header.length;
  let top = pdf.y + 8;
  const drawRow = (cells: readonly string[], font: string): void => {
    pdf.font(font).fontSize(10);
    cells.forEach((cell, index) => {
      pdf.text(cell, MARGIN + index * width, top, { width: width - 8 });
    });
    top += 20;
    pdf
      .moveTo(MARGIN, top - 5)
      .lineTo(pdf.page.width - MARGIN, top - 5)
      .lineWidth(0.4)
      .stroke();
  };
  drawRow(table.header, 'Helvetica-Bold');
  for (const row of table.rows) drawRow(row, 'Helvetica');
}
