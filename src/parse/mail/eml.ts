import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import type { Container } from '../container/container.ts';
import { memberEvents } from '../container/member-events.ts';
import type { ByteSource } from '../container/source.ts';
import type { Parser } from '../document.ts';
import { decodeText } from '../encoding.ts';
import { refuseLarge } from '../text/size.ts';
import { attachmentsOf, type Attached } from './attachments.ts';
import { mailEvents, type Mail } from './mail.ts';

/** Mails (RFC 5322, MIME) with the messages they forward as attachments of their own. */
export const emlParser: Parser = {
  formats: ['eml'],
  async *parse({ bytes }) {
    refuseLarge(bytes);
    const email = await readEmail(bytes);
    const attached = await attachedTo(email);
    const info = yield* mailEvents('eml', mailOf(email, attached));
    yield* memberEvents(attachmentsOf(attached));
    return info;
  },
};

/** The attachments of a mail. */
export async function openEml(source: ByteSource): Promise<Container> {
  const bytes = await source.read(0, source.size);
  refuseLarge(bytes);
  return attachmentsOf(await attachedTo(await readEmail(bytes)));
}

/** Parses a mail; one that was saved as UTF-16 too, or out of a mailbox with its separator line. */
export async function readEmail(bytes: Uint8Array): Promise<Email> {
  return await PostalMime.parse(plainBytes(bytes), {
    forceRfc822Attachments: true,
    maxNestingDepth: 100,
  });
}

/** Zeros among the first 64 bytes of a text in two bytes a character. */
const MIN_ZEROS = 8;

function plainBytes(bytes: Uint8Array): Uint8Array {
  const [first, second] = bytes;
  const marked =
    (first === 0xff && second === 0xfe) ||
    (first === 0xfe && second === 0xff) ||
    (first === 0xef && second === 0xbb);
  const zeros = bytes.subarray(0, 64).filter((byte) => byte === 0).length;
  const wide = marked || zeros > MIN_ZEROS;
  const plain = wide ? new TextEncoder().encode(decodeText(bytes).text) : bytes;
  const head = Buffer.from(plain.buffer, plain.byteOffset, Math.min(2000, plain.length));
  const separator = /^From [^\n]*\n/u.exec(head.toString('latin1'));
  return separator === null ? plain : plain.subarray(separator[0].length);
}

function mailOf(email: Email, attached: readonly Attached[]): Mail {
  const written = email.headers.find(({ key }) => key === 'date')?.value.trim() ?? '';
  return {
    subject: email.subject ?? '',
    from: addresses(email.from ?? email.sender),
    to: addresses(email.to),
    cc: addresses(email.cc),
    bcc: addresses(email.bcc),
    date: written,
    sent: email.date ?? '',
    html: email.html ?? '',
    text: email.text ?? '',
    attached: attached.map(({ name }) => name).filter((name) => name !== ''),
  };
}

function addresses(given: Address | readonly Address[] | undefined): string {
  const list = given === undefined ? [] : [given].flat();
  return list.map((one) => addressLine(one)).join(', ');
}

function addressLine(address: Address): string {
  if (address.group !== undefined) {
    return `${address.name}: ${address.group.map((one) => addressLine(one)).join(', ')}`;
  }
  const { name, address: mailbox } = address;
  return name === '' || name === mailbox ? mailbox : `${name} <${mailbox}>`;
}

/** Smaller pictures within a text are logos and rules, not documents. Bytes. */
const MIN_INLINE_PICTURE = 50_000;
/** Signatures are for programs. */
const forPrograms = /^application\/(?:(?:x-)?pkcs7-signature|pgp-(?:signature|keys))$/u;

/** What people would call attached. */
async function attachedTo(email: Email): Promise<Attached[]> {
  const attached: Attached[] = [];
  for (const part of email.attachments) {
    const bytes = bytesOf(part);
    const inline = part.related === true || part.disposition === 'inline';
    const logo = inline && part.mimeType.startsWith('image/') && bytes.length < MIN_INLINE_PICTURE;
    if (logo || forPrograms.test(part.mimeType)) continue;
    const name = part.filename ?? part.description ?? '';
    const forwarded = name === '' && part.mimeType === 'message/rfc822';
    attached.push({
      name: forwarded ? await subjectOf(bytes) : name,
      mimeType: part.mimeType,
      modifiedMs: null,
      bytes,
    });
  }
  return attached;
}

function bytesOf({ content }: Attachment): Uint8Array {
  if (typeof content === 'string') return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

async function subjectOf(bytes: Uint8Array): Promise<string> {
  const { subject = '' } = await readEmail(bytes);
  return subject === '' ? '' : `${subject}.eml`;
}
