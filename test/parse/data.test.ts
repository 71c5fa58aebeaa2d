import { describe, expect, it } from 'vitest';
import { readFile } from './read.ts';

describe('data files', () => {
  it('of JSON become lines, headings by path, and tables of like records', async () => {
    const text = JSON.stringify({
      name: 'Depot',
      tags: ['north', 'cold'],
      owner: { name: 'Anna Roth', phone: null, address: { city: 'Bern' } },
      stock: [
        { item: 'Tea', count: 12 },
        { item: 'Milk', count: 7 },
      ],
      open: true,
    });
    const { lines, info } = await readFile(text, 'depot.json');
    expect(info.format).toBe('json');
    expect(lines).toEqual([
      'paragraph name: Depot\ntags: north, cold',
      'h1 owner',
      'paragraph name: Anna Roth',
      'h2 owner > address',
      'paragraph city: Bern',
      'h1 stock',
      'th item|count',
      'tr Tea|12',
      'tr Milk|7',
      'paragraph open: true',
    ]);
  });

  it('keep figures as they are written', async () => {
    const { lines } = await readFile(
      '{"a": 1.10, "b": 12345678901234567890, "__proto__": 1e3}',
      'a.json',
    );
    expect(lines).toEqual(['paragraph a: 1.10\nb: 12345678901234567890\n__proto__: 1e3']);
  });

  it('by lines are read up to where they break off; what is no JSON is read as text', async () => {
    const log = await readFile(
      '{"id":1,"text":"one"}\n{"id":2,"text":"two"}\n{"id":3,"te',
      'log.jsonl',
    );
    expect(log.lines).toEqual(['th id|text', 'tr 1|one', 'tr 2|two']);
    const settings = await readFile('{\n  // how loud\n  "volume": 3,\n}', 'settings.json');
    expect(settings.lines).toEqual(['code {\n  // how loud\n  "volume": 3,\n}']);
  });

  it('of YAML are read as they are written, all documents of a file', async () => {
    const text =
      'version: 1.10\nanswer: no\nhosts:\n  - name: a\n    port: 080\n  - name: b\n    port: 443\n---\nnext: yes\n';
    const { lines } = await readFile(text, 'a.yml');
    expect(lines).toEqual([
      'paragraph version: 1.10\nanswer: no',
      'h1 hosts',
      'th name|port',
      'tr a|080',
      'tr b|443',
      'paragraph next: yes',
    ]);
  });

  it('that would unfold without end stay text', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, n) =>
        `l${n}: &l${n} [${Array(9)
          .fill(n === 0 ? 'x' : `*l${n - 1}`)
          .join(',')}]`,
    );
    const { lines } = await readFile(levels.join('\n'), 'bomb.yaml');
    expect(lines[0]).toMatch(/^code l0: &l0/u);
    const deep = await readFile(`${'['.repeat(400)}1${']'.repeat(400)}`, 'deep.json');
    expect(deep.lines.join('')).toContain('1');
  });

  it('of XML become lines under the path of their elements', async () => {
    const text = `<?xml version="1.0"?><list xmlns="urn:x" made="2026"><book id="7"><title>Heron</title><price currency="EUR">12</price></book><note>All <b>prices</b> include tax.</note></list>`;
    const { lines, info } = await readFile(text, 'list');
    expect(info.format).toBe('xml');
    expect(lines).toEqual([
      'paragraph made: 2026',
      'h1 book',
      'paragraph id: 7',
      'paragraph title: Heron\nprice: 12\ncurrency: EUR',
      'paragraph All prices include tax.',
    ]);
    const entities = '<!DOCTYPE a [<!ENTITY x "y">]><a>&x; z</a>';
    expect((await readFile(entities, 'a.xml')).lines).toEqual([`code ${entities}`]);
  });

  it('of programs keep their lines and are parted before definitions', async () => {
    const body = (name: string): string => `def ${name}():\n${'    x = 1\n'.repeat(14)}\n`;
    const { lines, info } = await readFile(`${body('first')}${body('second')}`, 'tool.py');
    expect(info.format).toBe('code');
    expect(lines.map((line) => line.split('\n')[0])).toEqual([
      'code def first():',
      'code def second():',
    ]);
    expect(lines[0]).toContain('\n    x = 1\n');
  });
});
