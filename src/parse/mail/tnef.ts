import type { Container } from '../container/container.ts';
import { memberEvents } from '../container/member-events.ts';
import type { ByteSource } from '../container/source.ts';
import { codePageDecoder } from '../code-pages.ts';
import type { Parser } from '../document.ts';
import { decodeText } from '../encoding.ts';
import { refuseLarge } from '../text/size.ts';
import { attachmentsOf, type Attached } from './attachments.ts';
import { mailEvents, type Mail } from './mail.ts';
import { richBlocks } from './rich-body.ts';
import { tnefAttributes, tnefProperties, type TnefValue } from './tnef-records.ts';

/** What Outlook sends as `winmail.dat`: a message's rich text and its attachments ([MS-OXTNEF]). */
export const tnefParser: Parser = {
  formats: ['tnef'],
  async *parse({ bytes }) {
    const { mail, attached } = readTnef(bytes);
    // Most hold attachments alone: the mail around them has the text.
    const info =
      attached.length > 0 && mailIsEmpty(mail)
        ? { format: 'tnef', title: '', author: '', created: '', pages: 0 }
        : yield* mailEvents('tnef', mail);
    if (info.pages === 0) yield { kind: 'opened', pages: 0 };
    yield* memberEvents(attachmentsOf(attached));
    return info;
  },
};

/** The attachments of a message; messages among them are of this format again. */
export async function openTnef(source: ByteSource): Promise<Container> {
  return attachmentsOf(readTnef(await source.read(0, source.size)).attached);
}

/** Numbers of attributes ([MS-OXTNEF] 2.1.3.3). */
const attribute = {
  subject: 0x80_04,
  body: 0x80_0c,
  attachmentData: 0x80_0f,
  attachmentTitle: 0x80_10,
  attachmentStart: 0x90_02,
  messageProperties: 0x90_03,
  attachmentProperties: 0x90_05,
  codePage: 0x90_07,
} as const;

/** Numbers of properties ([MS-OXPROPS]). */
const property = {
  subject: 0x00_37,
  sent: 0x00_39,
  senderName: 0x0c_1a,
  senderAddress: 0x5d_01,
  displayCc: 0x0e_03,
  displayTo: 0x0e_04,
  body: 0x10_00,
  compressedRtf: 0x10_09,
  html: 0x10_13,
  attachmentBytes: 0x37_01,
  attachmentName: 0x37_04,
  attachmentLongName: 0x37_07,
  mimeType: 0x37_0e,
  hidden: 0x7f_fe,
} as const;

const WIDE = 0x1f;
const OBJECT = 0x0d;
/** Bytes before an attached object that say what it is; a message follows as a file of its own. */
const OBJECT_HEADER = 16;

interface OpenAttachment {
  title: string;
  data: Uint8Array;
  properties: ReadonlyMap<number, TnefValue>;
}

function readTnef(bytes: Uint8Array): { mail: Mail; attached: Attached[] } {
  refuseLarge(bytes);
  const attributes = tnefAttributes(bytes);
  const [low = 0, high = 0] = attributes.find(({ id }) => id === attribute.codePage)?.bytes ?? [];
  const codePage = low + 256 * high;
  const decode = (value: Uint8Array): string => ansi(value, codePage);
  let subject = '';
  let body = '';
  let message: ReadonlyMap<number, TnefValue> = new Map();
  const open: OpenAttachment[] = [];
  for (const { id, bytes: data } of attributes) {
    const last = open.at(-1);
    if (id === attribute.subject) subject = decode(data);
    else if (id === attribute.body) body = decode(data);
    else if (id === attribute.messageProperties) message = tnefProperties(data);
    else if (id === attribute.attachmentStart) {
      open.push({ title: '', data: new Uint8Array(0), properties: new Map() });
    } else if (last !== undefined) {
      if (id === attribute.attachmentTitle) last.title = decode(data);
      else if (id === attribute.attachmentData) last.data = data;
      else if (id === attribute.attachmentProperties) last.properties = tnefProperties(data);
    }
  }
  const attached = open.flatMap((each) => attachedOf(each, decode));
  return { mail: mailOf(message, { subject, body, attached, decode }), attached };
}

function attachedOf(
  { title, data, properties }: OpenAttachment,
  decode: (bytes: Uint8Array) => string,
): Attached[] {
  const text = (id: number): string => textOf(properties.get(id), decode);
  if (properties.get(property.hidden)?.bytes[0] === 1) return [];
  const value = properties.get(property.attachmentBytes);
  const held = value?.type === OBJECT ? value.bytes.subarray(OBJECT_HEADER) : value?.bytes;
  const bytes = held === undefined || held.length === 0 ? data : held;
  if (bytes.length === 0) return [];
  const name = text(property.attachmentLongName) || text(property.attachmentName) || title;
  return [{ name, mimeType: text(property.mimeType).toLowerCase(), modifiedMs: null, bytes }];
}

interface OwnParts {
  readonly subject: string;
  readonly body: string;
  readonly attached: readonly Attached[];
  readonly decode: (bytes: Uint8Array) => string;
}

function mailOf(properties: ReadonlyMap<number, TnefValue>, own: OwnParts): Mail {
  const text = (id: number): string => textOf(properties.get(id), own.decode);
  const time = timeOf(properties.get(property.sent));
  const html = properties.get(property.html);
  const [name, address] = [text(property.senderName), text(property.senderAddress)];
  return {
    subject: text(property.subject) || own.subject,
    from:
      name !== '' && address !== '' && name !== address ? `${name} <${address}>` : name || address,
    to: text(property.displayTo),
    cc: text(property.displayCc),
    bcc: '',
    date: time,
    sent: time,
    html: html === undefined ? '' : htmlOf(html),
    text: text(property.body) || own.body,
    rich: richBlocks(properties.get(property.compressedRtf)?.bytes),
    attached: own.attached.map((each) => each.name).filter((each) => each !== ''),
  };
}

function mailIsEmpty({ subject, text, html, rich = [] }: Mail): boolean {
  return [subject, text, html].every((each) => each.trim() === '') && rich.length === 0;
}

function textOf(value: TnefValue | undefined, decode: (bytes: Uint8Array) => string): string {
  if (value === undefined) return '';
  const text =
    value.type === WIDE ? new TextDecoder('utf-16le').decode(value.bytes) : decode(value.bytes);
  return text.replace(/(?<!\0)\0+$/u, '').trim();
}

/** As bytes, an HTML body is in the encoding that it names itself. */
function htmlOf({ type, bytes }: TnefValue): string {
  return type === WIDE ? new TextDecoder('utf-16le').decode(bytes) : decodeText(bytes).text;
}

/** Text in the code page that the message names; 0 is none. */
function ansi(bytes: Uint8Array, codePage: number): string {
  const whole = bytes.at(-1) === 0 ? bytes.subarray(0, -1) : bytes;
  return codePage === 0 ? decodeText(whole).text : codePageDecoder(codePage).decode(whole);
}

/** Hundreds of nanoseconds since 1601, as ISO 8601; empty where there are none. */
function timeOf(value: TnefValue | undefined): string {
  if (value?.bytes.length !== 8) return '';
  const { buffer, byteOffset } = value.bytes;
  const ticks = new DataView(buffer, byteOffset).getBigUint64(0, true);
  const milliseconds = Number(ticks / 10_000n) - 11_644_473_600_000;
  const date = new Date(milliseconds);
  return milliseconds <= 0 || Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
