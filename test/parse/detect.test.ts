import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../src/parse/detect.ts';
import { paragraph, wordOf, zipOf } from './read.ts';

function compound(...streams: readonly string[]): Uint8Array {
  const bytes = new Uint8Array(2048);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  const view = new DataView(bytes.buffer);
  view.setUint16(30, 9, true);
  view.setUint32(48, 1, true);
  streams.forEach((stream, index) => {
    const at = 1024 + 128 * (index + 1);
    const name = Buffer.from(`${stream}\0`, 'utf16le');
    bytes.set(name, at);
    view.setUint16(at + 64, name.length, true);
  });
  return bytes;
}

const spreadsheetMl = 'urn:schemas-microsoft-com:office:spreadsheet';

describe('detectFormat', () => {
  it.each<[string, Uint8Array | string, string]>([
    ['pdf', '%PDF-1.7\n', 'paper.pdf'],
    ['pdf', `junk before\n%PDF-1.4`, 'letter.docx'],
    ['docx', wordOf(paragraph('x')), 'letter.bin'],
    ['docx', wordOf(paragraph('x')), 'letter.pdf'],
    ['pptx', zipOf({ '[Content_Types].xml': '', 'ppt/presentation.xml': '' }), 'talk'],
    ['odt', zipOf({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '' }), 'x'],
    ['odt', zipOf({ mimetype: 'application/vnd.oasis.opendocument.text-template' }), 'x.ott'],
    ['xlsx', zipOf({ '[Content_Types].xml': '', 'xl/workbook.xml': '' }), 'a.docx'],
    ['xlsb', zipOf({ '[Content_Types].xml': '', 'xl/workbook.bin': '' }), 'a.xlsx'],
    ['ods', zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }), 'a.odt'],
    ['xls', compound('Workbook'), 'a.csv'],
    ['xls', compound('Book'), 'a'],
    ['xls', `<?xml version="1.0"?><Workbook xmlns="${spreadsheetMl}">`, 'a.xml'],
    ['csv', 'a,b\n1,2', 'a.csv'],
    ['csv', 'a\tb\n1\t2', 'a.xls'],
    ['html', '<table><tr><td>1</td></tr></table>', 'a.xls'],
    ['xml', '<?xml version="1.0"?><data/>', 'a'],
    ['json', '{"a":1}', 'a.json'],
    ['yaml', 'a: 1', 'a.yml'],
    ['code', 'x = 1', 'a.py'],
    ['ics', 'BEGIN:VCALENDAR\r\nVERSION:2.0', 'a.txt'],
    ['vcf', 'BEGIN:VCARD\nVERSION:3.0', 'a'],
    ['subtitles', 'WEBVTT\n\n00:01.000 --> 00:02.000\nHello', 'a'],
    ['subtitles', '1\r\n00:00:01,000 --> 00:00:02,000\r\nHello', 'a.txt'],
    ['zip', zipOf({ 'a.txt': 'x' }), 'letter.pdf'],
    ['gz', new Uint8Array([0x1f, 0x8b, 8]), 'a.pdf'],
    [
      'mbox',
      'From a@b Tue Mar  5 10:00:00 2024\nFrom: a@b\nSubject: x\nDate: x\nMessage-ID: <1>\n\nx',
      'Inbox',
    ],
    ['odp', zipOf({ mimetype: 'application/vnd.oasis.opendocument.presentation' }), 'x.pptx'],
    ['epub', zipOf({ mimetype: 'application/epub+zip' }), 'a.zip'],
    ['epub', zipOf({ 'META-INF/container.xml': '', 'OPS/book.opf': '' }), 'a'],
    ['rtf', '{\\rtf1 x}', 'a.doc'],
    ['rtf', '{\\pard x}', 'a.rtf'],
    ['txt', '{\\pard x}', 'a.txt'],
    ['doc', compound('WordDocument'), 'a.xls'],
    ['doc', compound('WORDDOCUMENT'), 'a'],
    ['ppt', compound('PowerPoint Document'), 'a.bin'],
    // A workbook with a presentation in it, under its own name and under another.
    ['xls', compound('PowerPoint Document', 'Workbook'), 'a.xls'],
    ['xls', compound('Workbook', 'PowerPoint Document'), 'a.bin'],
    ['doc', compound('x').subarray(0, 600), 'a.doc'],
    ['html', '<!DOCTYPE html><p>x', 'page.txt'],
    ['html', '\uFEFF <!-- a --> <html lang="de">', 'page'],
    ['html', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', 'page.xhtml'],
    ['html', '<p>Just a piece', 'page.htm'],
    ['markdown', '# Title', 'READ.MD'],
    ['markdown', '<p align="center">logo</p>\n\n# Title', 'read.md'],
    ['txt', '# Title', 'read.txt'],
    ['txt', 'Some words', 'README'],
    ['txt', 'a < b and <p', 'notes.log'],
    ['txt', '\u001b[31mred\u001b[0m and more words here to read', 'log'],
  ])('finds %s', (format, content, name) => {
    const bytes = typeof content === 'string' ? strToU8(content) : content;
    expect(detectFormat(bytes, name)).toBe(format);
  });

  it('reads UTF-16 as text', () => {
    expect(detectFormat(new Uint8Array(Buffer.from('Some words', 'utf16le')), 'x.txt')).toBe('txt');
  });

  it.each<[string, Uint8Array | string, string]>([
    ['binary data of an unknown kind', new Uint8Array(500).fill(3), 'a.txt'],
    ['a HEIC or AVIF photo', photo('heic'), 'IMG_1.jpg'],
    ['a video file', photo('isom'), 'a.bin'],
    ['a 7-Zip archive', new Uint8Array([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4]), 'a.zip'],
  ])('says of other files that this looks like %s', (what, content, name) => {
    const bytes = typeof content === 'string' ? strToU8(content) : content;
    expect(() => detectFormat(bytes, name)).toThrow(
      expect.objectContaining({ code: 'format-unsupported', details: { looksLike: what } }),
    );
  });

  it('says what to do about them', () => {
    expect(() => detectFormat(photo('mif1'), 'a.heic')).toThrow('Save it as JPEG or PDF');
    expect(() => detectFormat(strToU8('Rar!\u001a'), 'a.rar')).toThrow('Unpack it');
  });

  it('tells empty and encrypted files', () => {
    expect(() => detectFormat(new Uint8Array(), 'a.pdf')).toThrow(
      expect.objectContaining({ code: 'file-empty' }),
    );
    expect(() => detectFormat(compound('EncryptedPackage'), 'a.docx')).toThrow(
      expect.objectContaining({ code: 'file-encrypted' }),
    );
    // The directory may lie beyond the bytes at hand.
    expect(() => detectFormat(compound('x').subarray(0, 600), 'a.pptx')).toThrow(
      expect.objectContaining({ code: 'file-encrypted' }),
    );
  });

  it('never throws anything but a coded failure on cut-off files', () => {
    for (const whole of [wordOf(paragraph('x')), compound('WordDocument')]) {
      for (let length = 1; length < Math.min(whole.length, 400); length += 1) {
        try {
          detectFormat(whole.subarray(0, length), 'a.docx');
        } catch (error) {
          expect(error).toHaveProperty('code');
        }
      }
    }
  });
});

/** The first box of a file in the container of films, with its brand. */
function photo(brand: string): Uint8Array {
  return new Uint8Array(
    Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}`), Buffer.alloc(12)]),
  );
}
