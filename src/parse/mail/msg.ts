import msgreader, { type FieldsData } from '@kenjiuno/msgreader';
import type { Container } from '../container/container.ts';
import { memberEvents } from '../container/member-events.ts';
import type { ByteSource } from '../container/source.ts';
import type { Parser } from '../document.ts';
import { decodeText } from '../encoding.ts';
import { refuseLarge } from '../text/size.ts';
import { attachmentsOf, type Attached } from './attachments.ts';
import { mailEvents, type Mail } from './mail.ts';
import { richBlocks } from './rich-body.ts';

/** Messages of Outlook ([MS-OXMSG]). */
export const msgParser: Parser = {
  formats: ['msg'],
  async *parse({ bytes }) {
    const { fields, attached } = readMsg(bytes);
    const info = yield* mailEvents('msg', mailOf(fields, attached));
    yield* memberEvents(attachmentsOf(attached));
    return info;
  },
};

/** The attachments of a message; messages among them are messages of Outlook again. */
export async function openMsg(source: ByteSource): Promise<Container> {
  return attachmentsOf(readMsg(await source.read(0, source.size)).attached);
}

interface Message {
  readonly fields: FieldsData;
  readonly attached: Attached[];
}

function readMsg(bytes: Uint8Array): Message {
  refuseLarge(bytes);
  let reader = readerOf(bytes);
  let fields = reader.getFileData();
  const encoding = ansiEncoding(fields);
  if (encoding !== undefined) {
    reader = readerOf(bytes);
    reader.parserConfig = { ansiEncoding: encoding };
    fields = reader.getFileData();
  }
  const attached = (fields.attachments ?? []).flatMap((part): Attached[] => {
    if (part.attachmentHidden === true) return [];
    const { fileName, content } = reader.getAttachment(part);
    const mimeType = part.attachMimeTag?.toLowerCase() ?? '';
    if (isLogo(fields, part, content)) return [];
    const name = mimeType === 'multipart/signed' ? 'signed.eml' : (fileName ?? part.name ?? '');
    return [{ name, mimeType, modifiedMs: timeOf(part.lastModificationTime), bytes: content }];
  });
  return { fields, attached };
}

type ReaderClass = (typeof msgreader)['default'];

function isReaderClass(value: unknown): value is ReaderClass {
  return typeof value === 'function';
}

/** Node imports the whole of this CommonJS module where others import its default. */
function readerOf(bytes: Uint8Array): InstanceType<ReaderClass> {
  const exported: readonly unknown[] = [msgreader, msgreader.default];
  const Reader = exported.find((value) => isReaderClass(value));
  if (Reader === undefined) throw new TypeError('the reader of messages was not found');
  return new Reader(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/** Smaller pictures that the text shows are logos. Bytes. */
const MIN_INLINE_PICTURE = 50_000;

function isLogo(fields: FieldsData, part: FieldsData, content: Uint8Array): boolean {
  const name = `${part.fileName ?? part.name ?? ''}${part.extension ?? ''}`;
  if (!/\.(?:png|gif|jpe?g|bmp|emz|wmz)$/iu.test(name)) return false;
  if (content.length >= MIN_INLINE_PICTURE) return false;
  return part.pidContentId !== undefined || fields.html !== undefined;
}

/** Messages from before Unicode name their code page; 1252 and UTF-8 need no second reading. */
function ansiEncoding({ internetCodepage, messageCodepage }: FieldsData): string | undefined {
  const page = messageCodepage ?? internetCodepage;
  const known =
    page !== undefined && /^(?:874|9[345]\d|125[0-8]|1361|28599|2859[2-9])$/u.test(String(page));
  if (!known || page === 1252) return undefined;
  return page >= 28_592 ? `iso-8859-${page - 28_590}` : `cp${page}`;
}

function mailOf(fields: FieldsData, attached: readonly Attached[]): Mail {
  const recipients = (type: FieldsData['recipType']): string =>
    (fields.recipients ?? [])
      .filter((each) => each.recipType === type)
      .map((each) => mailbox(each.name, each.smtpAddress ?? each.email))
      .filter((line) => line !== '')
      .join(', ');
  const date = fields.clientSubmitTime ?? fields.messageDeliveryTime ?? '';
  const time = timeOf(date);
  return {
    subject: fields.subject ?? '',
    from: mailbox(fields.senderName, fields.senderSmtpAddress ?? fields.senderEmail),
    to: recipients('to'),
    cc: recipients('cc'),
    bcc: recipients('bcc'),
    date: time === null ? '' : date,
    sent: time === null ? '' : new Date(time).toISOString(),
    html: htmlOf(fields),
    text: fields.body ?? '',
    rich: richBlocks(fields.compressedRtf),
    attached: attached.map(({ name }) => name).filter((name) => name !== ''),
  };
}

/** Addresses within an organisation are paths of its directory, which tell a reader nothing. */
function mailbox(name = '', address = ''): string {
  const shown = /^\/o=/iu.test(address) ? '' : address;
  const plain = name.replace(/^'(.*)'$/u, '$1').trim();
  if (shown === '' || plain === shown) return plain === '' ? shown : plain;
  return plain === '' ? shown : `${plain} <${shown}>`;
}

function htmlOf({ bodyHtml, html, internetCodepage }: FieldsData): string {
  if (bodyHtml !== undefined && bodyHtml !== '') return bodyHtml;
  if (html === undefined) return '';
  const declared = internetCodepage === 65_001 ? 'utf-8' : `windows-${internetCodepage ?? 1252}`;
  return decodeText(html, declared).text;
}

/** Milliseconds since the epoch; null for none, and for the zero of Windows' calendar in 1601. */
function timeOf(text: string | undefined): number | null {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) || time < 0 ? null : time;
}
