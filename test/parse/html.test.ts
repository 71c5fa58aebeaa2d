import { describe, expect, it } from 'vitest';
import { readFile } from './read.ts';

async function lines(body: string): Promise<string[]> {
  return (await readFile(`<!doctype html><html><body>${body}</body></html>`, 'x.html')).lines;
}

describe('an HTML page', () => {
  it('keeps headings, lists, code, quotes and entities; leaves out what is no text', async () => {
    expect(
      await lines(`
        <script>var a = "<p>no</p>";</script><style>p { color: red }</style><template><p>no</p></template>
        <h1>Harbour &amp; basin</h1>
        <p>Fees are <b>12&nbsp;euro</b> a <i>day</i>.<br>Paid   in
        advance.</p>
        <ol start="3"><li>Call<ul><li>by radio</li></ul></li><li><p>Wait</p><p>longer</p></li></ol>
        <pre>if (x) {\n  moor();\n}</pre>
        <blockquote><p>Quoted</p></blockquote>
        <p hidden>no</p><div style="display: none">no</div>
        <figure><img src="http://127.0.0.1/x.png" alt="no"><figcaption>The quay</figcaption></figure>
        loose text<div>in a box</div>after`),
    ).toEqual([
      'h1 Harbour & basin',
      'paragraph Fees are 12 euro a day.\nPaid in advance.',
      'li0 3. Call',
      'li1 by radio',
      'li0 4. Wait',
      'li0 longer',
      'code if (x) {\n  moor();\n}',
      'paragraph Quoted',
      'caption The quay',
      'paragraph loose text',
      'paragraph in a box',
      'paragraph after',
    ]);
  });

  it('keeps navigation and the page footer as furniture, an article with its footer as text', async () => {
    const page = `<header><h1>Port</h1></header><nav><a>Home</a></nav>
      <main><p>Text.</p><footer>Signed by the office</footer></main><footer>Imprint</footer>`;
    expect(await lines(page)).toEqual([
      'h1 Port',
      'furniture Home',
      'paragraph Text.',
      'paragraph Signed by the office',
      'furniture Imprint',
    ]);
    expect(await lines('<nav><p>Only this</p></nav>')).toEqual(['paragraph Only this']);
  });

  it('spreads cells over rows and columns and tells header rows', async () => {
    expect(
      await lines(`<table><caption>Fees</caption>
        <tr><th>Berth</th><th colspan="2">Euro</th></tr>
        <tr><td rowspan="2">North</td><td>12</td><td>14</td></tr>
        <tr><td>13</td><td>15</td></tr></table>
        <table><tr><td><h2>Layout</h2><p>Left</p></td><td>Right</td></tr></table>`),
    ).toEqual([
      'caption Fees',
      'th Berth|Euro|Euro',
      'tr North|12|14',
      'tr North|13|15',
      'h2 Layout',
      'paragraph Left',
      'paragraph Right',
    ]);
  });

  it('bounds spans and nesting that no page has', async () => {
    const wide = await lines(
      '<table><tr><td colspan="99999" rowspan="99999">a</td><td>b</td></tr><tr><td>c</td></tr></table>',
    );
    expect(wide.join('').length).toBeLessThan(5000);
    const deep = await lines(`${'<div>'.repeat(20_000)}at the bottom`);
    expect(deep).toEqual(['paragraph at the bottom']);
    expect(await lines(`${'<ul><li>'.repeat(3000)}low`)).toHaveLength(1);
  });

  it('takes title, author and date from the head, and the encoding from where it stands', async () => {
    const head =
      '<html><head><meta charset="iso-8859-2"><title>Przystań</title><meta name="author" content="Łukasz"><meta name="dcterms.created" content="2023-05-06"></head><body><p>Żeglarz</p></body></html>';
    const latin2: Record<string, number> = { ń: 0xf1, Ł: 0xa3, Ż: 0xaf };
    const bytes = Uint8Array.from(head, (sign) => latin2[sign] ?? sign.charCodeAt(0));
    const read = await readFile(bytes, 'x.html');
    expect(read.info).toMatchObject({
      title: 'Przystań',
      author: 'Łukasz',
      created: '2023-05-06T00:00:00.000Z',
    });
    expect(read.lines).toEqual(['paragraph Żeglarz']);
  });

  it('takes the first heading for a title, never the name of the file', async () => {
    expect((await readFile('<html><body><h2>Basin</h2>x', 'name.html')).info.title).toBe('Basin');
    expect((await readFile('<html><body>x', 'name.html')).info.title).toBe('');
  });
});
