import PDFDocument from 'pdfkit';

/** A PDF of so many A4 pages, each with the text that `textOf` gives for its 1-based number. */
export async function benchPdf(
  pages: number,
  textOf: (page: number) => string,
): Promise<Uint8Array> {
  const pdf = new PDFDocument({ size: 'A4', autoFirstPage: false });
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => {
    pdf.on('end', resolve);
  });
  for (let page = 1; page <= pages; page += 1) pdf.addPage().fontSize(10).text(textOf(page));
  pdf.end();
  await ended;
  return Buffer.concat(parts);
}
