import { describe, expect, it } from 'vitest';
import { openContainer } from '../../../src/parse/container/formats.ts';
import { memorySource } from '../../../src/parse/container/source.ts';
import { readFile } from '../read.ts';
import { tnefOf } from './make-tnef.ts';

const rtf = String.raw`{\rtf1\ansi The quay is closed.\par
\trowd\cellx1000\cellx2000\intbl Berth\cell Fee\cell\row
\intbl 7\cell 31 EUR\cell\row\pard}`;

describe('winmail.dat', () => {
  const made = tnefOf({
    subject: 'Gebühren für März',
    rtf,
    attachments: [{ name: 'Tarif für Boote.txt', content: Buffer.from('The tariff.') }],
  });

  it('is known by content and read with its rich text and attachments', async () => {
    const read = await readFile(made, 'winmail.bin');
    expect(read.info).toMatchObject({ format: 'tnef', title: 'Gebühren für März' });
    expect(read.lines).toEqual([
      'h1 Gebühren für März',
      'paragraph Attachments: Tarif für Boote.txt',
      'paragraph The quay is closed.',
      'th Berth|Fee',
      'tr 7|31 EUR',
    ]);
    expect(read.events.at(-1)).toMatchObject({
      kind: 'members',
      members: [{ name: 'Tarif für Boote.txt', bytes: 11 }],
    });
    const container = await openContainer('tnef', memorySource(made), 'winmail.dat');
    expect(Buffer.from(await container.read(0)).toString()).toBe('The tariff.');
  });

  it('gives its attachments where it has no text, and what is whole where it is cut off', async () => {
    const bare = tnefOf({
      subject: '',
      rtf: '',
      attachments: [{ name: 'a.txt', content: Buffer.from('A') }],
    });
    expect((await readFile(bare, 'winmail.dat')).events.at(-1)).toMatchObject({
      members: [{ name: 'a.txt' }],
    });
    const cut = await readFile(made.subarray(0, made.length - 10), 'winmail.dat');
    expect(cut.events.at(-1)).toMatchObject({ members: [{ name: 'SHORT~1.TXT' }] });
    await expect(readFile(made.subarray(0, 20), 'winmail.dat')).rejects.toMatchObject({
      code: 'file-damaged',
    });
  });
});
