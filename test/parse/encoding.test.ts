import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/parse/encoding.ts';

/** Bytes of a text in a single-byte encoding, found by decoding each of its 256 values. */
function encode(text: string, label: string): Uint8Array {
  const decoder = new TextDecoder(label);
  const codes = new Map<string, number>();
  for (let code = 0; code < 256; code += 1) {
    const sign = decoder.decode(Uint8Array.of(code));
    if (!codes.has(sign)) codes.set(sign, code);
  }
  return Uint8Array.from(text, (sign) => {
    const code = codes.get(sign);
    if (code === undefined) throw new Error(`${label} has no ${sign}`);
    return code;
  });
}

const german =
  'Der Hafenmeister prüft täglich die Gebühren für größere Schiffe; Öl, Äpfel und Gemüse werden am Kai gelöscht.';
const french =
  'Le maître du port vérifie chaque année les redevances : « café, blé, œufs » arrivent à l’été, où la mer dégèle.';
const polish =
  'Żegluga przez zatokę wymaga zgody kapitana portu, który co dzień sprawdza głębokość i siłę wiatru. Łódź czeka na śluzę.';
const russian =
  'Начальник порта каждый день проверяет глубину воды у причала и силу ветра, прежде чем корабли входят в гавань.';
const greek =
  'Ο λιμενάρχης ελέγχει κάθε μέρα το βάθος του νερού στην προβλήτα και τη δύναμη του ανέμου πριν μπουν τα πλοία.';

describe('decodeText', () => {
  it.each([
    ['utf-8', new TextEncoder().encode(german)],
    ['utf-8', new TextEncoder().encode(`\uFEFF${german}`)],
    ['utf-16le', new Uint8Array(Buffer.from(`\uFEFF${german}`, 'utf16le'))],
    ['utf-16be', new Uint8Array(Buffer.from(`\uFEFF${german}`, 'utf16le').swap16())],
    ['utf-16le', new Uint8Array(Buffer.from(german, 'utf16le'))],
    ['utf-16be', new Uint8Array(Buffer.from(german, 'utf16le').swap16())],
    ['windows-1252', encode(german, 'windows-1252')],
  ])('reads German in %s', (encoding, bytes) => {
    expect(decodeText(bytes)).toEqual({ text: german, encoding });
  });

  it.each([
    ['windows-1252', french],
    ['windows-1250', polish],
    ['windows-1251', russian],
    ['koi8-r', russian],
    ['ibm866', russian],
    ['iso-8859-7', greek],
  ])('tells %s by the letters alone', (encoding, text) => {
    expect(decodeText(encode(text, encoding)).text).toBe(text);
  });

  it('reads Japanese in Shift_JIS', () => {
    // "Hello" and "harbour", a few times, as Shift_JIS writes them.
    const bytes = Uint8Array.from(
      Array.from({ length: 8 }, () => [
        0x82, 0xb1, 0x82, 0xf1, 0x82, 0xc9, 0x82, 0xbf, 0x82, 0xcd, 0x81, 0x41, 0x8d, 0x60, 0x81,
        0x42,
      ]).flat(),
    );
    expect(decodeText(bytes).text).toBe('こんにちは、港。'.repeat(8));
  });

  it('reads a few lines of Shift_JIS, and takes quotation marks for none', () => {
    // "名前,年齢", "佐藤,30", "東京,大阪".
    const lines = '96bc914f2c944e97ee0a8db293a12c33300a938c8b9e2c91e58de30a';
    const { text } = decodeText(Buffer.from(lines, 'hex'));
    expect(text).toBe('名前,年齢\n佐藤,30\n東京,大阪\n');
    const quoted = 'It’s “Ann’s” and “Tom’s” boat; they’ve said it’s “ours”.';
    expect(decodeText(encode(quoted, 'windows-1252')).text).toBe(quoted);
  });

  it('trusts a declaration, unless the bytes are valid UTF-8', () => {
    expect(decodeText(encode(polish, 'iso-8859-2'), 'iso-8859-2').text).toBe(polish);
    expect(decodeText(new TextEncoder().encode(polish), 'iso-8859-2').text).toBe(polish);
    expect(decodeText(encode(german, 'windows-1252'), 'no-such-encoding').text).toBe(german);
    expect(decodeText(encode(german, 'windows-1252'), 'utf-8').text).toBe(german);
  });

  it('reads UTF-8 with one bad byte as UTF-8', () => {
    const bytes = new TextEncoder().encode(`${russian} ${russian}`);
    bytes[bytes.length - 1] = 0xff;
    expect(decodeText(bytes).text).toContain('Начальник порта');
  });

  it('reads a short word with an accent as Western text', () => {
    expect(decodeText(encode('Café à Zürich', 'windows-1252')).text).toBe('Café à Zürich');
  });
});
