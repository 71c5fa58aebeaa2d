import { expect, it } from 'vitest';
import { readFile, zipOf } from './read.ts';

const odf = 'urn:oasis:names:tc:opendocument:xmlns';
const namespaces = ['office', 'text', 'table', 'style', 'presentation', 'draw', 'svg']
  .map((name) => {
    const long = { draw: 'drawing', svg: 'svg-compatible' }[name] ?? name;
    return `xmlns:${name}="${odf}:${long}:1.0"`;
  })
  .join(' ');

function talk(pages: string): Uint8Array {
  return zipOf({
    mimetype: 'application/vnd.oasis.opendocument.presentation',
    'content.xml': `<office:document-content ${namespaces}><office:body><office:presentation>${pages}</office:presentation></office:body></office:document-content>`,
  });
}

function frame(role: string, y: number, content: string): string {
  return `<draw:frame presentation:class="${role}" svg:x="1cm" svg:y="${y}cm" svg:width="20cm" svg:height="1cm"><draw:text-box>${content}</draw:text-box></draw:frame>`;
}

it('reads slides: title first, then by place, running texts last, then notes', async () => {
  const { info, pages, lines } = await readFile(
    talk(
      `<draw:page draw:name="p1">${frame('footer', 18, '<text:p>Harbour office</text:p>')}` +
        frame('', 9, '<text:p>Below</text:p>') +
        `<draw:custom-shape svg:x="1cm" svg:y="5cm" svg:width="2cm" svg:height="2cm"><text:p>In a shape</text:p></draw:custom-shape>` +
        frame('title', 10, '<text:p>Harbour</text:p><text:p>plan</text:p>') +
        `<draw:frame presentation:class="outline" presentation:placeholder="true" svg:y="7cm"><draw:text-box><text:p>Click to add text</text:p></draw:text-box></draw:frame>` +
        `<presentation:notes>${frame('notes', 1, '<text:p>Ask first.</text:p>')}${frame('page-number', 2, '<text:p>1</text:p>')}</presentation:notes></draw:page>` +
        `<draw:page draw:name="p2"><draw:g>${frame('outline', 3, '<text:list><text:list-item><text:p>One</text:p><text:list><text:list-item><text:p>Deep</text:p></text:list-item></text:list></text:list-item></text:list>')}</draw:g>` +
        `<draw:frame svg:y="9cm"><table:table><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell><table:table-cell><text:p>Ships</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>2024</text:p></table:table-cell><table:table-cell><text:p>310</text:p></table:table-cell></table:table-row></table:table></draw:frame></draw:page>`,
    ),
    'talk.odp',
  );
  expect(info).toMatchObject({ format: 'odp', title: 'Harbour plan', pages: 2 });
  expect(pages.map(({ unit, label }) => [unit, label])).toEqual([
    ['slide', 'Harbour plan'],
    ['slide', ''],
  ]);
  expect(lines).toEqual([
    'h1 Harbour plan',
    'paragraph In a shape',
    'paragraph Below',
    'furniture Harbour office',
    'paragraph Ask first.',
    'li0 One',
    'li1 Deep',
    'th Year|Ships',
    'tr 2024|310',
  ]);
});

it('refuses a talk without text', async () => {
  await expect(readFile(talk('<draw:page/>'), 'a.odp')).rejects.toMatchObject({ code: 'no-text' });
});
