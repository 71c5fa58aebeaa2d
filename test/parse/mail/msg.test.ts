import { describe, expect, it } from 'vitest';
import { openContainer } from '../../../src/parse/container/formats.ts';
import { memorySource } from '../../../src/parse/container/source.ts';
import { readFile } from '../read.ts';
import { msgOf } from './make-msg.ts';
import { packedRtf } from './make-tnef.ts';

describe('messages of Outlook', () => {
  const message = msgOf({
    subject: 'Gebühren für März',
    body: 'Die Gebühr beträgt 31 €.\r\n\r\nOn 4 March 2024, Bo wrote:\r\n> How much?',
    senderName: 'Anna Berg',
    senderAddress: 'anna@harbour.example',
    attachments: [{ name: 'tariff.txt', content: 'The tariff of the harbour.' }],
  });

  it('are read with their headers, thread and attachments', async () => {
    const read = await readFile(message, 'letter.bin');
    expect(read.info).toMatchObject({ format: 'msg', title: 'Gebühren für März', pages: 2 });
    expect(read.lines).toEqual([
      'h1 Gebühren für März',
      'paragraph From: Anna Berg <anna@harbour.example>\nAttachments: tariff.txt',
      'paragraph Die Gebühr beträgt 31 €.',
      'paragraph On 4 March 2024, Bo wrote:',
      'paragraph How much?',
    ]);
    expect(read.events.at(-1)).toMatchObject({
      kind: 'members',
      members: [{ name: 'tariff.txt', bytes: 26 }],
    });
    const container = await openContainer('msg', memorySource(message), 'letter.msg');
    expect(Buffer.from(await container.read(0)).toString()).toBe('The tariff of the harbour.');
  });

  it('are read from their rich text where they have no other', async () => {
    const rtf = String.raw`{\rtf1\ansi Anna,\par the fee rose to 31 EUR.\par}`;
    const rich = { subject: 'Fee', body: '', senderName: '', senderAddress: '', attachments: [] };
    const read = await readFile(msgOf({ ...rich, rtf: packedRtf(rtf) }), 'letter.msg');
    expect(read.lines).toEqual(['h1 Fee', 'paragraph Anna,', 'paragraph the fee rose to 31 EUR.']);
    // A size beyond the end must not make the reader go on for ever.
    const wrong = packedRtf(rtf);
    wrong.writeUInt32LE(0x7f_ff_ff_00);
    expect((await readFile(msgOf({ ...rich, rtf: wrong }), 'letter.msg')).lines).toEqual([
      'h1 Fee',
    ]);
  });

  it('fail as damaged where they are cut off', async () => {
    await expect(
      readFile(message.subarray(0, message.length * 0.6), 'a.msg'),
    ).rejects.toMatchObject({
      code: 'file-damaged',
    });
  });
});
