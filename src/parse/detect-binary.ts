import { isTnef } from './mail/tnef-records.ts';
import { encrypted, type remedies, unsupported } from './detect-failures.ts';

/** What a file looks like, and what can be done about it. */
type Look = readonly [what: string, remedy?: keyof typeof remedies];

/** Signatures at the start of a file, as Latin-1, with what they mean. */
const signatures: readonly (readonly [string, ...Look])[] = [
  ['7z\u00bc\u00af', 'a 7-Zip archive', 'archive'],
  ['Rar!', 'a RAR archive', 'archive'],
  ['BZh', 'a bzip2 archive', 'archive'],
  ['\u00fd7zXZ', 'an xz archive', 'archive'],
  ['%!PS', 'a PostScript file'],
  ['\u007fELF', 'a program'],
  ['MZ\u0090', 'a program'],
  ['SQLite format 3', 'an SQLite database'],
  ['ID3', 'a sound file', 'recording'],
  ['OggS', 'a sound file', 'recording'],
  ['fLaC', 'a sound file', 'recording'],
  ['\u00dbi\u00a5-', 'a Word document from before 1997'],
];

/** Each byte as the character of its number; `TextDecoder` takes Latin-1 for Windows-1252. */
export function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** True for rich text; pieces of it without a head are known by their name alone. */
export function isRichText(bytes: Uint8Array, extension: string): boolean {
  // White space in front is seen, as is a byte order mark.
  const start = latin(bytes.subarray(0, 64));
  if (extension === 'rtf' && /^\s*\{\\[a-z*]/u.test(start)) return true;
  return /^(?:\u00ef\u00bb\u00bf)?\s*\{\\rtf?\d?\b/u.test(start);
}

/**
 * The format of a binary file by its signature; undefined where it has none that is known.
 *
 * @throws CarrelFailure `format-unsupported`; `file-encrypted` for an office file inside an
 * encrypted envelope
 */
export function binaryFormat(bytes: Uint8Array, extension: string): string | undefined {
  const start = latin(bytes.subarray(0, 32));
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1')) {
    return compoundFormat(bytes, extension);
  }
  // Excel before version 5 wrote its records bare ([MS-XLS] BOF).
  if (bytes[0] === 9 && bareVersions.has(bytes[1] ?? 1) && [4, 6, 8].includes(bytes[2] ?? 0)) {
    return 'xls';
  }
  if (isTnef(bytes)) return 'tnef';
  const look = lookOf(start);
  if (look !== undefined) throw unsupported(...look);
  return undefined;
}

/** Brands of pictures in the container of films (ISO/IEC 23008-12): a telephone's photographs. */
const photoBrands = /^(?:hei[cxms]|hev[cxms]|mif1|msf1|avi[fs])/u;

function lookOf(start: string): Look | undefined {
  if (start.startsWith('RIFF')) return ['a sound or video file', 'recording'];
  if (start.startsWith('ftyp', 4)) {
    const photo = photoBrands.test(start.slice(8));
    return photo ? ['a HEIC or AVIF photo', 'photo'] : ['a video file', 'recording'];
  }
  const found = signatures.find(([signature]) => start.startsWith(signature));
  if (found === undefined) return undefined;
  const [, ...look] = found;
  return look;
}

/** Second byte of a sheet's first record in Excel 2, 3, 4 and (bare) 5. */
const bareVersions: ReadonlySet<number> = new Set([0, 2, 4, 8]);

const officeExtensions = /^(?:doc[xm]|dot[xm]|ppt[xm]|pp[st][xm]|xls[xmb]|xlt[xm]|odt|pptx)$/u;

/** Names of streams (of a message of Outlook, [MS-OXMSG], of folders too) that only a format has. */
const documentStreams: readonly (readonly [RegExp, string])[] = [
  [/^worddocument$/iu, 'doc'],
  [/^powerpoint document$/iu, 'ppt'],
  [/^(?:workbook|book)$/iu, 'xls'],
  [/^__(?:properties_version|nameid_version|substg1\.0_)/u, 'msg'],
];
const olderExtensions: ReadonlyMap<string, string> = new Map([
  ['xls', 'xls'],
  ['xlt', 'xls'],
  ['doc', 'doc'],
  ['dot', 'doc'],
  ['ppt', 'ppt'],
  ['pps', 'ppt'],
  ['pot', 'ppt'],
]);

/**
 * What lies in an OLE compound file ([MS-CFB]), by the names of its streams: an envelope around
 * an encrypted package ([MS-OFFCRYPTO]), or a document from before 2007.
 */
function compoundFormat(bytes: Uint8Array, extension: string): string {
  const streams = streamNames(bytes);
  if (streams.includes('EncryptedPackage') || streams.includes('DRMEncryptedDataSpace')) {
    throw encrypted();
  }
  const old = olderExtensions.get(extension);
  const held = streams.flatMap(
    (name) => documentStreams.find(([test]) => test.test(name))?.[1] ?? [],
  );
  // A document may hold others, whose streams are listed with its own: its name tells which it is.
  if (old !== undefined && held.includes(old)) return old;
  if (held[0] !== undefined) return held[0];
  // Where the directory lies beyond the bytes at hand, the name decides: no file of today's
  // formats is a compound file unless it is encrypted.
  if (old !== undefined) return old;
  if (officeExtensions.test(extension)) throw encrypted();
  throw unsupported('an office file from before 2007');
}

/** Names in the first sector of the directory: its place stands at byte 48 ([MS-CFB] 2.2, 2.6). */
function streamNames(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 512) return [];
  const sector = 2 ** Math.min(12, view.getUint16(30, true));
  let at = (view.getUint32(48, true) + 1) * sector;
  const names: string[] = [];
  // The first sectors of the directory mostly follow each other; 32 entries tell enough.
  for (let entry = 0; entry < 32 && at + 128 <= bytes.length; entry += 1, at += 128) {
    const length = view.getUint16(at + 64, true);
    if (length < 2 || length > 64) continue;
    names.push(new TextDecoder('utf-16le').decode(bytes.subarray(at, at + length - 2)));
  }
  return names;
}

/** A larger share of control characters than this is not text. */
const MAX_CONTROL_SHARE = 0.02;

/** True for bytes that are text in no common encoding. */
export function looksBinary(bytes: Uint8Array): boolean {
  if (isWide(bytes)) return false;
  let control = 0;
  for (const byte of bytes) {
    // Tab, line ends, form feed, escape (ISO-2022) and the end mark of DOS are text.
    const text = byte >= 0x20 || (byte >= 0x08 && byte <= 0x0d) || byte === 0x1b || byte === 0x1a;
    if (!text || byte === 0x7f) control += 1;
  }
  return control > bytes.length * MAX_CONTROL_SHARE;
}

/** UTF-16 by its mark, or by zeros that stand on one side of the pairs only. */
function isWide(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  let even = 0;
  let odd = 0;
  const length = Math.min(bytes.length, 4096) & ~1;
  for (let index = 0; index < length; index += 2) {
    if (bytes[index] === 0) even += 1;
    if (bytes[index + 1] === 0) odd += 1;
  }
  const many = length / 2 / 2.5;
  return length >= 4 && ((odd > many && even < odd / 10) || (even > many && odd < even / 10));
}
