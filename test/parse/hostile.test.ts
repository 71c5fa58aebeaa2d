import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { openZip } from '../../src/parse/zip.ts';
import { MAX_DEPTH, readXml } from '../../src/parse/xml.ts';
import { paragraph, readFile, wordOf, zipOf } from './read.ts';

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

describe('archives meant to do harm', () => {
  it('refuses a bomb by the sizes it declares, before unpacking', async () => {
    const bomb = zipOf({
      'word/document.xml': new Uint8Array(64 * 1024 * 1024),
      '[Content_Types].xml': '',
    });
    expect(bomb.length).toBeLessThan(100_000);
    const before = process.threadCpuUsage();
    await expect(readFile(bomb, 'a.docx')).rejects.toMatchObject({ code: 'file-too-large' });
    expect(process.threadCpuUsage(before).user).toBeLessThan(2_000_000);
  });

  it('unpacks no more than a member declares when it lies', () => {
    const honest = zipOf({ 'a.xml': new Uint8Array(8 * 1024 * 1024) });
    const lying = honest.slice();
    const directory = Buffer.from(lying.buffer).indexOf('PK\u0001\u0002', 0, 'latin1');
    new DataView(lying.buffer).setUint32(directory + 24, 1000, true);
    let bytes = 0;
    try {
      bytes = openZip(lying).read('a.xml')?.length ?? 0;
    } catch (error) {
      expect(error).toMatchObject({ code: 'file-damaged' });
    }
    expect(bytes).toBeLessThanOrEqual(1000);
    expect(openZip(honest).read('A.XML')?.length).toBe(8 * 1024 * 1024);
  });

  it('refuses more members than an office file has', () => {
    const files = Object.fromEntries(
      Array.from({ length: 10_001 }, (_, index) => [`m${index}`, new Uint8Array(0)]),
    );
    expect(() => openZip(zipSync(files, { level: 0 }))).toThrow(
      expect.objectContaining({ code: 'file-too-large' }),
    );
  });

  it('treats members named like properties of objects as members', () => {
    const zip = openZip(zipOf({ constructor: 'mine' }));
    expect(zip.read('constructor')).toEqual(strToU8('mine'));
    expect(zip.read('toString')).toBeUndefined();
    expect(zip.has('__proto__')).toBe(false);
  });

  it('ends in text or a coded failure wherever a file is cut off or changed', async () => {
    const whole = wordOf(paragraph('Some words to read.'));
    for (let at = 1; at < whole.length; at += 7) {
      const cut = whole.slice(0, at);
      const changed = whole.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      for (const bytes of [cut, changed]) {
        await readFile(bytes, 'a.docx').catch((error: unknown) => {
          expect(error).toHaveProperty('code');
        });
      }
    }
  });
});

describe('XML meant to do harm', () => {
  it('refuses declared entities, inside and outside', async () => {
    const laughs = ['<!ENTITY a0 "ha">'];
    for (let level = 1; level < 10; level += 1) {
      laughs.push(`<!ENTITY a${level} "${`&a${level - 1};`.repeat(10)}">`);
    }
    for (const entities of [laughs.join(''), '<!ENTITY x SYSTEM "file:///etc/passwd">']) {
      const xml = `<!DOCTYPE d [${entities}]><w:document ${word}><w:body><w:p><w:r><w:t>&a9;&x;</w:t></w:r></w:p></w:body></w:document>`;
      const file = zipOf({ 'word/document.xml': xml });
      await expect(readFile(file, 'a.docx')).rejects.toMatchObject({ code: 'file-damaged' });
    }
  });

  it('gives entities named like properties of objects no meaning', () => {
    const found: unknown[] = [];
    readXml(strToU8('<a>&amp;&constructor;&toString;&__proto__;</a>'), new Set(['a']), (a) => {
      found.push(...a.children);
    });
    expect(found.join('')).not.toContain('native code');
    expect(found.join('')).toContain('&');
  });

  it('refuses nesting that would exhaust the stack', async () => {
    const deep = '<w:sdt>'.repeat(MAX_DEPTH * 20);
    await expect(readFile(wordOf(deep), 'a.docx')).rejects.toMatchObject({ code: 'file-damaged' });
    // Just inside the bound, with every reader's recursion.
    const nested = `${'<w:sdt>'.repeat(900)}${paragraph('deep')}${'</w:sdt>'.repeat(900)}`;
    expect((await readFile(wordOf(nested), 'a.docx')).lines).toEqual(['paragraph deep']);
  });

  it('ends deep Markdown and HTML in text or a coded failure', async () => {
    for (const [source, name] of [
      ['>'.repeat(1500) + 'x', 'a.md'],
      ['- '.repeat(600) + 'x', 'a.md'],
      ['[['.repeat(5000), 'a.md'],
      [`${'<b>'.repeat(2000)}x`, 'a.html'],
      [`${'<table><tr><td>'.repeat(500)}x`, 'a.html'],
    ] as const) {
      await readFile(source, name).catch((error: unknown) => {
        expect(error).toHaveProperty('code');
      });
    }
  }, 30_000);
});

describe('files under a wrong name', () => {
  it('are read by what they are', async () => {
    expect((await readFile(wordOf(paragraph('Word')), 'a.pdf')).info.format).toBe('docx');
    expect((await readFile('<!doctype html><p>Page', 'a.docx')).info.format).toBe('html');
    expect((await readFile('Only words.', 'a.pptx')).info.format).toBe('txt');
  });

  it('say what is missing where a container is not what its name says', async () => {
    const file = zipOf({ '[Content_Types].xml': '<Types/>', 'a.txt': 'x' });
    await expect(readFile(file, 'a.docx')).rejects.toMatchObject({ code: 'file-damaged' });
  });
});

describe('text meant to take for ever', () => {
  // Each would take hours, where reading it took time that grows with the square of its length or faster.
  const long = 400_000;
  const cases: Record<string, readonly [name: string, text: string]> = {
    'comments before what is no page': ['a.txt', `${'<!-- -->'.repeat(1000)}Words to find.`],
    'spaces in a page': ['a.html', `<p>Words${' <!---->'.repeat(long)}to find.</p>`],
    'spaces in a line of Markdown': ['a.md', `Words \`code${' '.repeat(long)}x\` to find.`],
    'a speaker without an end': [
      'a.vtt',
      `WEBVTT\n\n00:01.000 --> 00:02.000\nWords to find. <v${' '.repeat(long)}`,
    ],
  };
  it.each(Object.entries(cases))('reads %s', async (_, [name, text]) => {
    const { lines } = await readFile(text, name);
    expect(lines.join(' ')).toMatch(/Words .*to find/u);
  });
});
