import { expect, it } from 'vitest';
import { readFile, zipOf } from './read.ts';

function book(parts: Readonly<Record<string, string>>, spine = ['one', 'two']): Uint8Array {
  return zipOf({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml':
      '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
    'OPS/book.opf': `<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Tides</dc:title><dc:creator>Ada Example</dc:creator><dc:date>2024-05-01</dc:date></metadata><manifest><item id="two" href="text/part%202.xhtml" media-type="application/xhtml+xml"/><item id="one" href="../one.xhtml" media-type="application/xhtml+xml"/><item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/><item id="gone" href="gone.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="nav"/>${spine.map((id) => `<itemref idref="${id}"/>`).join('')}</spine></package>`,
    'OPS/nav.xhtml': '<html><body><nav>Contents</nav></body></html>',
    ...parts,
  });
}

const chapters = {
  'one.xhtml': '<html><body><h1>Ebb</h1><p>Water leaves.</p><script>no()</script></body></html>',
  'OPS/text/part 2.xhtml': '<html><body><h1>Flow</h1><ol><li>It comes.</li></ol></body></html>',
};

it('reads chapters in the order of reading, a page each', async () => {
  const { info, pages, lines } = await readFile(book(chapters, ['one', 'gone', 'two']), 'a.epub');
  expect(info).toEqual({
    format: 'epub',
    title: 'Tides',
    author: 'Ada Example',
    created: '2024-05-01T00:00:00.000Z',
    pages: 2,
  });
  expect(pages.map(({ number, label }) => [number, label])).toEqual([
    [1, 'Ebb'],
    [2, 'Flow'],
  ]);
  expect(lines).toEqual(['h1 Ebb', 'paragraph Water leaves.', 'h1 Flow', 'li0 1. It comes.']);
});

it('tells a book that only its shop opens, and reads one whose fonts alone are hidden', async () => {
  const encryption = (algorithm: string): string =>
    `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod Algorithm="${algorithm}"/></enc:EncryptedData></encryption>`;
  const locked = {
    'META-INF/encryption.xml': encryption('http://www.w3.org/2001/04/xmlenc#aes128-cbc'),
  };
  await expect(readFile(book({ ...chapters, ...locked }), 'a.epub')).rejects.toMatchObject({
    code: 'file-encrypted',
  });
  const fonts = { 'META-INF/encryption.xml': encryption('http://www.idpf.org/2008/embedding') };
  expect((await readFile(book({ ...chapters, ...fonts }), 'a.epub')).pages).toHaveLength(2);
});

it('refuses a book without its list of chapters, and one without text', async () => {
  const bare = zipOf({ mimetype: 'application/epub+zip', 'a.xhtml': '<p>x</p>' });
  await expect(readFile(bare, 'a.epub')).rejects.toMatchObject({ code: 'file-damaged' });
  await expect(readFile(book({}), 'a.epub')).rejects.toMatchObject({ code: 'no-text' });
});
