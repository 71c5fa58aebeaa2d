import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import { decodeText } from '../encoding.ts';
import type { Parser } from '../document.ts';
import { refuseLarge } from '../text/size.ts';
import { mailEvents, type Mail } from './mail.ts';

/** Mails (RFC 5322, MIME) with the messages they forward as attachments of their own. */
export const emlParser: Parser = {
  formats: ['eml'],
  async *parse({ bytes }) {
    refuseLarge(bytes);
    const email = await readEmail(bytes);
    return yield* mailEvents('eml', mailOf(email, attachmentsOf(email)));
  },
};

/** Parses a mail; one that was saved as UTF-16 too, or out of a mailbox with its separator line. */
export async function readEmail(bytes: Uint8Array): Promise<Email> {
  return await PostalMime.parse(plainBytes(bytes), {
    forceRfc822Attachments: true,
    maxNestingDepth: 100,
  });
}

function plainBytes(bytes: Uint8Array): Uint8Array {
  const [first, second] = bytes;
  const wide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const marked = first === 0xef && second === 0xbb;
  const zeros = bytes.subarray(0, 64).filter((byte) => byte === 0).length;
  const plain =
    wide || marked || zeros > 8 ? new TextEncoder().encode(decodeText(bytes).text) : bytes;
  const head = Buffer.from(plain.buffer, plain.byteOffset, Math.min(2000, plain.length));
  const separator = /^From [^\n]*\n/u.exec(head.toString('latin1'));
  return separator === null ? plain : plain.subarray(separator[0].length);
}

/** A mail's headers and text. */
function mailOf(email: Email, attached: readonly Attachment[]): Mail {
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
    attached: attached.flatMap(({ filename }) => filename ?? []),
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

/** What people would call attached: no logos of signatures, and no signatures of programs. */
export function attachmentsOf(email: Email): Attachment[] {
  return email.attachments.filter(({ mimeType, disposition, related, content }) => {
    if (
      /^application\/(?:x-)?pkcs7-signature$|^application\/pgp-(?:signature|encrypted)$/u.test(
        mimeType,
      )
    )
      return false;
    const inline = related === true || disposition === 'inline';
    const size = typeof content === 'string' ? content.length : content.byteLength;
    return !(inline && mimeType.startsWith('image/') && size < MIN_INLINE_PICTURE);
  });
}
