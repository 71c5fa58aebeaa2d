import {
  AlignmentType,
  Document,
  FootnoteReferenceRun,
  HeadingLevel,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx';
import { describe, expect, it } from 'vitest';
import { paragraph, readFile, wordOf } from './read.ts';

function cell(text: string, options: { columnSpan?: number; rowSpan?: number } = {}): TableCell {
  return new TableCell({ ...options, children: [new Paragraph(text)] });
}

describe('a Word document written by a library', () => {
  it('keeps headings, numbered lists, tables and footnotes', async () => {
    const document = new Document({
      title: 'Harbour rules',
      creator: 'Port office',
      numbering: {
        config: [
          {
            reference: 'steps',
            levels: [
              {
                level: 0,
                format: LevelFormat.DECIMAL,
                text: '%1.',
                alignment: AlignmentType.LEFT,
              },
              {
                level: 1,
                format: LevelFormat.LOWER_LETTER,
                text: '%1.%2)',
                alignment: AlignmentType.LEFT,
              },
            ],
          },
        ],
      },
      footnotes: { 1: { children: [new Paragraph('Measured at low tide.')] } },
      sections: [
        {
          children: [
            new Paragraph({ text: 'Mooring', heading: HeadingLevel.HEADING_1 }),
            new Paragraph({
              children: [new TextRun('The basin is 6 m deep.'), new FootnoteReferenceRun(1)],
            }),
            new Paragraph({ text: 'Call the office', numbering: { reference: 'steps', level: 0 } }),
            new Paragraph({ text: 'by radio', numbering: { reference: 'steps', level: 1 } }),
            new Paragraph({ text: 'Wait', numbering: { reference: 'steps', level: 0 } }),
            new Table({
              rows: [
                new TableRow({
                  tableHeader: true,
                  children: [cell('Berth'), cell('Fees', { columnSpan: 2 })],
                }),
                new TableRow({ children: [cell('North', { rowSpan: 2 }), cell('12'), cell('14')] }),
                new TableRow({ children: [cell('13'), cell('15')] }),
              ],
            }),
          ],
        },
      ],
    });
    const read = await readFile(new Uint8Array(await Packer.toBuffer(document)), 'rules.docx');
    expect(read.info).toMatchObject({
      format: 'docx',
      title: 'Harbour rules',
      author: 'Port office',
      pages: 1,
    });
    expect(read.info.created).toMatch(/^\d{4}-\d\d-\d\dT/u);
    expect(read.lines).toEqual([
      'h1 Mooring',
      'paragraph The basin is 6 m deep.',
      'footnote Measured at low tide.',
      'li0 1. Call the office',
      'li1 1.a) by radio',
      'li0 2. Wait',
      'th Berth|Fees|Fees',
      'tr North|12|14',
      'tr North|13|15',
    ]);
    expect(read.pages[0]?.unit).toBe('section');
  });
});

describe('a Word document as Word and others write it', () => {
  it('knows headings by outline level, inheritance and the names of other languages', async () => {
    const styles = `
      <w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 2"/></w:style>
      <w:style w:type="paragraph" w:styleId="a2"><w:name w:val="Hausstil"/><w:basedOn w:val="a1"/></w:style>
      <w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Titre 3"/></w:style>
      <w:style w:type="paragraph" w:styleId="a4"><w:name w:val="Überschrift 1"/></w:style>
      <w:style w:type="paragraph" w:styleId="a5"><w:name w:val="Clause"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="a6"><w:name w:val="toc 1"/></w:style>`;
    const body = ['a4', 'a1', 'a2', 'a3', 'a5', 'a6']
      .map((id) => paragraph(`Text ${id}`, `<w:pStyle w:val="${id}"/>`))
      .join('');
    const { lines } = await readFile(wordOf(body, { styles }), 'x.docx');
    expect(lines).toEqual([
      'h1 Text a4',
      'h2 Text a1',
      'h2 Text a2',
      'h3 Text a3',
      'h4 Text a5',
      'furniture Text a6',
    ]);
  });

  it('reads a circle of styles as body text', async () => {
    const styles = `<w:style w:styleId="a"><w:name w:val="A"/><w:basedOn w:val="b"/></w:style>
      <w:style w:styleId="b"><w:name w:val="B"/><w:basedOn w:val="a"/></w:style>`;
    const body = paragraph('Round and round.', '<w:pStyle w:val="a"/>');
    expect((await readFile(wordOf(body, { styles }), 'x.docx')).lines).toEqual([
      'paragraph Round and round.',
    ]);
  });

  it('numbers headings by their style and restarts where the list says so', async () => {
    const level = (number: number, text: string): string =>
      `<w:lvl w:ilvl="${number}"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="${text}"/><w:isLgl w:val="${number}"/></w:lvl>`;
    const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, '%1')}${level(1, '%1.%2')}</w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
      <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>`;
    const styles = `<w:style w:styleId="H"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`;
    const item = (list: number, depth: number): string =>
      `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${list}"/></w:numPr>`;
    const body = [
      paragraph('Scope', '<w:pStyle w:val="H"/>'),
      paragraph('Terms', '<w:pStyle w:val="H"/>'),
      paragraph('Fees', item(1, 1)),
      paragraph('Annex', item(2, 0)),
      paragraph('Free', item(0, 0)),
    ].join('');
    expect((await readFile(wordOf(body, { styles, numbering }), 'x.docx')).lines).toEqual([
      'h1 I Scope',
      'h1 II Terms',
      'li1 2.1 Fees',
      'li0 VII Annex',
      'paragraph Free',
    ]);
  });

  it('reads the text as it stands: insertions, controls, boxes; not what was deleted or hidden', async () => {
    const body = `<w:p>
        <w:r><w:t xml:space="preserve">Rent is </w:t></w:r>
        <w:del><w:r><w:delText>800</w:delText></w:r></w:del><w:ins><w:r><w:t>900</w:t></w:r></w:ins>
        <w:moveFrom><w:r><w:t>moved away</w:t></w:r></w:moveFrom>
        <w:r><w:t xml:space="preserve"> euro</w:t><w:tab/><w:t>monthly</w:t><w:noBreakHyphen/><w:t>net</w:t></w:r>
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>
        <w:r><w:instrText>PAGE</w:instrText></w:r>
        <w:r><mc:AlternateContent>
          <mc:Choice Requires="wps"><w:drawing><w:txbxContent>${paragraph('In a box')}</w:txbxContent></w:drawing></mc:Choice>
          <mc:Fallback><w:pict><w:txbxContent>${paragraph('In a box')}</w:txbxContent></w:pict></mc:Fallback>
        </mc:AlternateContent></w:r></w:p>
      <w:sdt><w:sdtPr/><w:sdtContent>${paragraph('In a control')}</w:sdtContent></w:sdt>
      <w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${paragraph('Click here')}</w:sdtContent></w:sdt>
      <w:p><m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath></w:p>`;
    expect((await readFile(wordOf(body), 'x.docx')).lines).toEqual([
      'paragraph Rent is 900 euro monthly-net',
      'paragraph In a box',
      'paragraph In a control',
      'paragraph a/b',
    ]);
  });

  it('flattens tables inside tables and takes apart those that only lay out a page', async () => {
    const row = (...cells: string[]): string =>
      `<w:tr>${cells.map((content) => `<w:tc>${content}</w:tc>`).join('')}</w:tr>`;
    const inner = `<w:tbl>${row(paragraph('x'), paragraph('y'))}</w:tbl>`;
    const body = `<w:tbl>${row(paragraph('a'), paragraph('b') + inner)}${row(paragraph('c'), paragraph('d'))}</w:tbl>
      <w:tbl>${row(paragraph('Frame', '<w:outlineLvl w:val="0"/>') + paragraph('around all'))}</w:tbl>`;
    expect((await readFile(wordOf(body), 'x.docx')).lines).toEqual([
      'tr a|b x y',
      'tr c|d',
      'h1 Frame',
      'paragraph around all',
    ]);
  });

  it('takes lines in bold for headings only where there are no others', async () => {
    const bold = '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Opening hours</w:t></w:r></w:p>';
    const body = paragraph('We are open.') + bold + paragraph('From nine to five.');
    const { lines } = await readFile(wordOf(body), 'x.docx');
    expect(lines[1]).toBe('h2 Opening hours');
    const styled = paragraph('Real', '<w:outlineLvl w:val="0"/>') + body;
    expect((await readFile(wordOf(styled), 'x.docx')).lines[2]).toBe('paragraph Opening hours');
  });

  it('reads strict documents with prefixes of their own, in UTF-16', async () => {
    const { unzipSync, zipSync } = await import('fflate');
    const files = unzipSync(wordOf(''));
    const xml =
      '<?xml version="1.0" encoding="UTF-16"?><ns0:document xmlns:ns0="http://purl.oclc.org/ooxml/wordprocessingml/main"><ns0:body><ns0:p><ns0:r><ns0:t>Größe</ns0:t></ns0:r></ns0:p></ns0:body></ns0:document>';
    files['word/document.xml'] = new Uint8Array(Buffer.from(`\uFEFF${xml}`, 'utf16le'));
    expect((await readFile(zipSync(files), 'x.docx')).lines).toEqual(['paragraph Größe']);
  });

  it('reports the rest of a document that breaks off', async () => {
    const { unzipSync, zipSync, strFromU8, strToU8 } = await import('fflate');
    const files = unzipSync(wordOf(paragraph('First.') + paragraph('Second.')));
    const xml = strFromU8(files['word/document.xml'] ?? new Uint8Array());
    files['word/document.xml'] = strToU8(xml.slice(0, xml.indexOf('Second') + 3));
    const { events, lines } = await readFile(zipSync(files), 'x.docx');
    expect(lines).toContain('paragraph First.');
    expect(events.at(-1)).toMatchObject({ kind: 'unreadable', error: { code: 'file-damaged' } });
  });
});
