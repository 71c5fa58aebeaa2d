import { describe, expect, it } from 'vitest';
import { readFile } from '../read.ts';

function mail(headers: readonly string[], body: string): string {
  return [...headers, '', body].join('\r\n');
}

const from = 'From: Anna Berg <anna@harbour.example>';
const to = 'To: office@harbour.example';

function bytesOf(text: string, encoding: BufferEncoding = 'latin1'): Uint8Array {
  return new Uint8Array(Buffer.from(text, encoding));
}

describe('mails', () => {
  it('gives headers as fields, the subject as title, and the text', async () => {
    const read = await readFile(
      mail(
        [
          from,
          'To: "Office, Harbour" <office@harbour.example>, quay@harbour.example',
          'Cc: Crew: bo@harbour.example, li@harbour.example;',
          'Date: Tue, 5 Mar 2024 10:00:00 +0100',
          'Subject: =?iso-8859-1?Q?Geb=FChren_f=FCr_M=E4rz?=',
          'MIME-Version: 1.0',
          'Content-Type: text/plain; charset=windows-1252',
          'Content-Transfer-Encoding: quoted-printable',
        ],
        'Die Geb=FChr betr=E4gt 31 =80.\r\n\r\n-- \r\nAnna Berg',
      ),
      'fees.eml',
    );
    expect(read.info).toEqual({
      format: 'eml',
      title: 'Gebühren für März',
      author: 'Anna Berg <anna@harbour.example>',
      created: '2024-03-05T09:00:00.000Z',
      pages: 1,
    });
    expect(read.pages[0]?.unit).toBe('mail');
    expect(read.lines).toEqual([
      'h1 Gebühren für März',
      'paragraph From: Anna Berg <anna@harbour.example>\nTo: Office, Harbour <office@harbour.example>, quay@harbour.example\nCc: Crew: bo@harbour.example, li@harbour.example\nDate: Tue, 5 Mar 2024 10:00:00 +0100',
      'paragraph Die Gebühr beträgt 31 €.',
      expect.stringContaining('Anna Berg'),
    ]);
  });

  it.each([
    ['ISO-2022-JP', '\u001b$B4{5-\u001b(B', '既記'],
    ['Shift_JIS', '\u008a\u00f9\u008b\u004c', '既記'],
    ['koi8-r', '\u00f0\u00cf\u00d2\u00d4', 'Порт'],
  ])('reads %s', async (charset, body, text) => {
    const headers = [from, to, 'Subject: x', `Content-Type: text/plain; charset=${charset}`];
    const read = await readFile(bytesOf(mail(headers, body)), 'x.eml');
    expect(read.pages[0]?.text).toContain(text);
  });

  it('reads HTML without what is hidden, and keeps its tables', async () => {
    const html = `<html><body><div style="display:none;mso-hide:all">preheader</div>
      <img src="https://tracker.example/pixel.gif" alt="">
      <p>The berth is free.</p><table><tr><th>Month</th><th>Ships</th></tr><tr><td>May</td><td>31</td></tr></table></body></html>`;
    const read = await readFile(
      mail(
        [
          from,
          to,
          'Subject: Berth',
          'MIME-Version: 1.0',
          'Content-Type: multipart/alternative; boundary=b',
        ],
        `--b\r\nContent-Type: text/plain\r\n\r\nPlease turn HTML on.\r\n--b\r\nContent-Type: text/html\r\n\r\n${html}\r\n--b--`,
      ),
      'berth.eml',
    );
    expect(read.lines.slice(2)).toEqual([
      'paragraph The berth is free.',
      'th Month|Ships',
      'tr May|31',
    ]);
  });

  it('puts each earlier message on a page of its own', async () => {
    const read = await readFile(
      mail(
        [from, to, 'Subject: Re: Berth'],
        `The berth is free from Monday.

-- 
Anna

On 4 March 2024, Bo wrote:
> When is it free?
>
> Am 3. März 2024 schrieb Li:
>> Is there a berth?`,
      ),
      'thread.eml',
    );
    expect(read.pages.map(({ label }) => label)).toEqual([
      '',
      'On 4 March 2024, Bo wrote:',
      'Am 3. März 2024 schrieb Li:',
    ]);
    expect(read.pages[0]?.text).toContain('The berth is free from Monday.');
    expect(read.pages[0]?.text).not.toContain('When');
    expect(read.pages[1]?.text).toBe('On 4 March 2024, Bo wrote:\nWhen is it free?');
    expect(read.pages[2]?.text).toBe('Am 3. März 2024 schrieb Li:\nIs there a berth?');
  });

  it('leaves quotes that are answered one by one where they are', async () => {
    const read = await readFile(
      mail([from, to, 'Subject: Re: Two things'], '> Is it free?\nYes.\n\n> Since when?\nMonday.'),
      'answers.eml',
    );
    expect(read.pages).toHaveLength(1);
    expect(read.lines.slice(2)).toEqual([
      'paragraph Is it free?',
      'paragraph Yes.',
      'paragraph Since when?',
      'paragraph Monday.',
    ]);
  });

  it('tells earlier messages under the header that Outlook writes', async () => {
    const html = `<p>Agreed.</p><div><p><b>Von:</b> Bo<br><b>Gesendet:</b> Montag, 4. März 2024<br><b>An:</b> Anna<br><b>Betreff:</b> Liegeplatz</p></div><p>Einverstanden?</p>`;
    const read = await readFile(
      mail([from, to, 'Subject: AW: Liegeplatz', 'Content-Type: text/html; charset=utf-8'], html),
      'outlook.eml',
    );
    expect(read.pages).toHaveLength(2);
    expect(read.pages[1]?.text).toContain('Einverstanden?');
    expect(read.pages[1]?.label).toMatch(/^Von: Bo Gesendet:/u);
  });

  it('is told by its headers, whatever it is called', async () => {
    const text = mail([from, to, 'Subject: x', 'Message-ID: <1@x>'], 'Hello there.');
    expect((await readFile(text, 'message')).info.format).toBe('eml');
    expect((await readFile('To: all\nFrom: me\n\nNo mail at all.', 'note.txt')).info.format).toBe(
      'txt',
    );
    const wide = new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));
    expect((await readFile(wide, 'wide.eml')).info.title).toBe('x');
  });
});
