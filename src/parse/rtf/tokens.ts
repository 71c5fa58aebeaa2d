import { latin } from '../detect-binary.ts';

/** A piece of a rich text file (RTF 1.9.1). */
export type RtfToken =
  | { readonly kind: 'open' | 'close' }
  /** A control word with its number, or a control symbol. */
  | { readonly kind: 'control'; readonly name: string; readonly value: number | undefined }
  /** Bytes of text, each as the character of its number. */
  | { readonly kind: 'text'; readonly text: string };

const control = /\\(?:([a-z]{1,32})(-?\d{1,10})? ?|'([0-9a-f]{2})|([^a-z]))/iuy;
const run = /[^\\{}\r\n]+/uy;

/** The pieces of a file in order. Binary data after `\bin` is passed over. */
export function* rtfTokens(bytes: Uint8Array): Generator<RtfToken> {
  const file = latin(bytes);
  let at = 0;
  while (at < file.length) {
    const sign = file.charAt(at);
    if (sign === '{' || sign === '}') {
      yield { kind: sign === '{' ? 'open' : 'close' };
      at += 1;
    } else if (sign === '\\') {
      control.lastIndex = at;
      const found = control.exec(file);
      // A backslash ends the file, or stands before bytes that mean nothing.
      if (found === null) {
        at += 1;
        continue;
      }
      at = control.lastIndex;
      const [, name, number, hex, symbol = ''] = found;
      if (hex !== undefined) yield { kind: 'text', text: String.fromCharCode(parseInt(hex, 16)) };
      else {
        const value = number === undefined ? undefined : Number(number);
        if (name === 'bin') at += Math.max(0, value ?? 0);
        else yield { kind: 'control', name: name ?? symbol, value };
      }
    } else if (sign === '\r' || sign === '\n') at += 1;
    else {
      run.lastIndex = at;
      const text = run.exec(file)?.[0] ?? sign;
      yield { kind: 'text', text };
      at += text.length;
    }
  }
}
