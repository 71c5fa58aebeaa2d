import { describe, expect, it } from 'vitest';
import { readFile, zipOf } from './read.ts';

const spaces = ['office', 'text', 'table', 'style', 'meta']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');
const draw = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"';

/** An OpenDocument text from the content of its body. */
function odtOf(text: string, automatic = '', extra: Record<string, string> = {}): Uint8Array {
  return zipOf({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `<office:document-content ${spaces} ${draw}><office:automatic-styles>${automatic}</office:automatic-styles><office:body><office:text>${text}</office:text></office:body></office:document-content>`,
    ...extra,
  });
}

describe('an OpenDocument text', () => {
  it('keeps headings, numbered lists and notes, and leaves out deletions and comments', async () => {
    const automatic = `
      <style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_2"/>
      <style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>
      <text:list-style style:name="L1">
        <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
        <text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" text:display-levels="2"/>
      </text:list-style>`;
    const text = `
      <text:tracked-changes><text:changed-region><text:deletion><text:p>Gone</text:p></text:deletion></text:changed-region></text:tracked-changes>
      <text:h text:outline-level="1">Harbour</text:h>
      <text:p text:style-name="P1">Mooring</text:p>
      <text:p>Two<text:s text:c="3"/>ropes,
        <text:span>one</text:span> anchor<text:span text:style-name="T1"> hidden</text:span><text:line-break/>always<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>In winter three.</text:p></text:note-body></text:note><office:annotation><text:p>Comment</text:p></office:annotation></text:p>
      <text:list text:style-name="L1">
        <text:list-item><text:p>Call</text:p><text:list><text:list-item><text:p>by radio</text:p></text:list-item></text:list></text:list-item>
        <text:list-item text:start-value="5"><text:p>Wait</text:p></text:list-item>
      </text:list>
      <text:table-of-content><text:index-body><text:p>Harbour 1</text:p></text:index-body></text:table-of-content>
      <text:section><text:p>In a section<draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box></draw:frame></text:p></text:section>`;
    const meta = `<office:document-meta ${spaces} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>Rules</dc:title><meta:initial-creator>Port office</meta:initial-creator><meta:creation-date>2024-03-01T08:00:00Z</meta:creation-date></office:meta></office:document-meta>`;
    const read = await readFile(odtOf(text, automatic, { 'meta.xml': meta }), 'rules.odt');
    expect(read.info).toEqual({
      format: 'odt',
      title: 'Rules',
      author: 'Port office',
      created: '2024-03-01T08:00:00.000Z',
      pages: 1,
    });
    expect(read.lines).toEqual([
      'h1 Harbour',
      'h2 Mooring',
      'paragraph Two ropes, one anchor\nalways',
      'footnote In winter three.',
      'li0 1. Call',
      'li1 1.a) by radio',
      'li0 5. Wait',
      'furniture Harbour 1',
      'paragraph In a section',
      'paragraph In a box',
    ]);
  });

  it('spreads merged cells and bounds repeated ones', async () => {
    const cell = (text: string, attributes = ''): string =>
      `<table:table-cell ${attributes}><text:p>${text}</text:p></table:table-cell>`;
    const text = `<table:table>
      <table:table-header-rows><table:table-row>${cell('Berth')}${cell('Fees', 'table:number-columns-spanned="2"')}<table:covered-table-cell/></table:table-row></table:table-header-rows>
      <table:table-row>${cell('North', 'table:number-rows-spanned="2"')}${cell('12')}${cell('14')}</table:table-row>
      <table:table-row><table:covered-table-cell/>${cell('13')}${cell('15')}</table:table-row>
      <table:table-row table:number-rows-repeated="1048576">${cell('', 'table:number-columns-repeated="16384"')}</table:table-row>
    </table:table>`;
    const { lines } = await readFile(odtOf(text), 'x.odt');
    expect(lines).toEqual(['th Berth|Fees|Fees', 'tr North|12|14', 'tr North|13|15']);
  });

  it('says that a document is protected by a password', async () => {
    const manifest =
      '<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>';
    await expect(
      readFile(odtOf('', '', { 'META-INF/manifest.xml': manifest }), 'x.odt'),
    ).rejects.toMatchObject({ code: 'file-encrypted' });
  });
});
