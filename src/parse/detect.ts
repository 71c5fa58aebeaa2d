import { CarrelFailure } from '../contract/errors.ts';
import { binaryFormat, isRichText, latin, looksBinary } from './detect-binary.ts';
import { isTar } from './container/tar-head.ts';
import { unsupported } from './detect-failures.ts';
import { formatByExtension, formatByStart } from './detect-text.ts';
import { zipFormat } from './detect-zip.ts';
import { decodeText } from './encoding.ts';
import { pictureFormat } from './picture/kinds.ts';

/** Bytes from the start that detection looks at; more are welcome, none beyond them needed. */
const DETECT_BYTES = 64 * 1024;

const htmlStart =
  /^(?:\s|<!--(?:(?!-->)[\s\S])*-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|title|body|script|style|meta|table|h1|div|p|a|b|font|br|center)[\s>/]/iu;
const htmlPage = /^(?:\s|<!--(?:(?!-->)[\s\S])*-->|<\?[^>]*>)*(?:<!doctype\s+html|<html[\s>])/iu;

/** Extensions of text that is data or a program, to be read by a parser of its own or not at all. */
const otherTexts: ReadonlyMap<string, string> = new Map([
  ['mht', 'a web archive'],
  ['mhtml', 'a web archive'],
  ['fodt', 'a flat OpenDocument text'],
]);
const markdownExtensions: ReadonlySet<string> = new Set(['md', 'markdown', 'mdown', 'mkd', 'mkdn']);
/** Also workbooks that are separated values in truth, as many programs export them. */
const tableExtensions = /^(?:csv|tsv|tab|psv|xl[st][xmb]?|ods)$/u;
const htmlExtensions: ReadonlySet<string> = new Set(['html', 'htm', 'xhtml', 'xht']);

/**
 * The format of a file by what is in it; its name only decides what content cannot (Markdown or
 * plain text, damaged or unusual containers).
 *
 * @param bytes the whole file, or at least its first DETECT_BYTES
 * @returns a format name that `parserFor` knows
 * @throws CarrelFailure `file-empty`, `file-encrypted`, or `format-unsupported` naming what the
 * file looks like
 */
export function detectFormat(bytes: Uint8Array, fileName: string): string {
  if (bytes.length === 0)
    throw new CarrelFailure(
      'file-empty',
      'The file is empty. Put the whole document in its place, then add it again.',
    );
  const head = bytes.subarray(0, DETECT_BYTES);
  const extension = extensionOf(fileName);
  if (latin(head.subarray(0, 1024)).includes('%PDF-')) return 'pdf';
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06])) {
    return zipFormat(bytes, extension);
  }
  if (startsWith(head, [0x1f, 0x8b])) return 'gz';
  if (isTar(head) || extension === 'tar') return 'tar';
  const picture = pictureFormat(head);
  if (picture !== undefined) return picture;
  if (isRichText(head, extension)) return 'rtf';
  const binary = binaryFormat(bytes, extension);
  if (binary !== undefined) return binary;
  if (looksBinary(head)) throw unsupported('binary data of an unknown kind');
  return textFormat(decodeText(head).text, extension);
}

function textFormat(text: string, extension: string): string {
  if (htmlPage.test(text)) return 'html';
  if (extension === 'eml' || isMail(text)) return 'eml';
  const sheet = xmlWorkbook(text);
  if (sheet !== undefined) return sheet;
  if (extension === 'mbox' || isMailbox(text)) return 'mbox';
  const told = formatByStart(text) ?? formatByExtension(text, extension);
  if (told !== undefined) return told;
  if (markdownExtensions.has(extension)) return 'markdown';
  if (htmlExtensions.has(extension)) return 'html';
  const other = otherTexts.get(extension);
  if (other !== undefined) throw unsupported(other);
  if (tableExtensions.test(extension)) return htmlStart.test(text) ? 'html' : 'csv';
  if (extension === 'txt' || extension === 'text') return 'txt';
  if (/^\s*<\?xml\s/u.test(text)) return 'xml';
  if (htmlStart.test(text)) return 'html';
  return 'txt';
}

const headerLine = /^([A-Za-z][\w-]{1,60}):/u;
const mailHeaders: ReadonlySet<string> = new Set(
  [
    'from to subject date received message-id mime-version return-path delivered-to content-type',
    'reply-to sender cc in-reply-to references',
  ].flatMap((names) => names.split(' ')),
);
/** Headers that a mail always has, and a letter that begins with "To:" does not. */
const telling: ReadonlySet<string> = new Set(['received', 'message-id', 'mime-version']);

/** Whether a text begins with the headers of a mail: nothing but headers, some of them telling. */
function isMail(text: string): boolean {
  const known = new Set<string>();
  for (const line of text.split(/\r?\n/u, 500)) {
    if (line === '') break;
    if (/^[ \t]/u.test(line)) continue;
    const name = headerLine.exec(line)?.[1]?.toLowerCase();
    if (name === undefined) return false;
    if (mailHeaders.has(name)) known.add(name);
  }
  return known.size >= 3 && [...telling].some((name) => known.has(name));
}

/** Workbooks that are one XML file: those of Excel 2003 and flat OpenDocument. */
function xmlWorkbook(text: string): string | undefined {
  if (!/^\s*<(?:\?xml|[\w:]+[\s>])/u.test(text)) return undefined;
  const head = text.slice(0, 4096);
  if (/<(?:\w+:)?Workbook\s[^>]*urn:schemas-microsoft-com:office:spreadsheet/u.test(head))
    return 'xls';
  const flat = /<office:document\s/u.test(text) && /<office:spreadsheet[\s>]/u.test(text);
  return flat ? 'ods' : undefined;
}

/** Whether a text begins with the line that separates the messages of a mailbox, and a message. */
function isMailbox(text: string): boolean {
  const line = /^From \S(?=[^\n]*\b\d{4}\b)[^\n]*\n/u.exec(text);
  return line !== null && isMail(text.slice(line[0].length));
}

/** The part of a name after its last dot, in lower case; empty where there is none. */
function extensionOf(fileName: string): string {
  return /\.([^./\\]{1,16})$/u.exec(fileName)?.[1]?.toLowerCase() ?? '';
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}
