import { latin } from '../detect-binary.ts';
import { readEmail } from '../mail/eml.ts';
import {
  containerLimits,
  damagedContainer,
  memberTooLarge,
  tooManyMembers,
  type Container,
  type Member,
} from './container.ts';
import { safeName, UniqueNames } from './names.ts';
import { piecesOf, type ByteSource } from './source.ts';

/** Bytes from a message's start that its subject and date are looked for in. */
const HEADER_BYTES = 16 * 1024;
const NEWLINE = 0x0a;
/** Most of a separator line, carried over from one piece to the next. */
const LOOK_BACK = 512;

/** The line that separates messages (RFC 4155): an address or a name, then a date with a year. */
const separator = /^From \S.*\b\d{4}\b/u;

interface Message {
  readonly start: number;
  readonly end: number;
}

/** A mailbox: its messages are ranges of it, found in one pass that keeps no text. */
export async function openMbox(source: ByteSource): Promise<Container> {
  const messages = await messagesOf(source);
  return {
    async *members() {
      const names = new UniqueNames();
      for (const [index, message] of messages.entries()) {
        yield await memberOf(source, message, index, names);
      }
    },
    async read(index) {
      const message = messages[index];
      if (message === undefined) throw damagedContainer();
      const length = message.end - message.start;
      if (length > containerLimits.memberBytes) throw memberTooLarge();
      return unquoted(await source.read(message.start, length));
    },
  };
}

async function messagesOf(source: ByteSource): Promise<Message[]> {
  const starts: number[] = [];
  let carried = Buffer.alloc(0);
  let offset = 0;
  for await (const piece of piecesOf(source)) {
    const bytes = Buffer.concat([carried, piece]);
    const from = offset - carried.length;
    const atEnd = offset + piece.length >= source.size;
    const until = atEnd ? bytes.length : bytes.length - LOOK_BACK;
    for (const at of lineStarts(bytes, from === 0)) {
      if (at >= until) break;
      const start = from + at;
      if (start <= (starts.at(-1) ?? -1)) continue;
      if (!separator.test(bytes.toString('latin1', at, at + 200).split('\n', 1)[0] ?? '')) continue;
      if (starts.length >= containerLimits.members) throw tooManyMembers();
      starts.push(start);
    }
    carried = Buffer.from(bytes.subarray(Math.max(0, bytes.length - LOOK_BACK - 8)));
    offset += piece.length;
  }
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? source.size }));
}

/** Where lines begin with `From ` after a blank line, or at the very start. */
function* lineStarts(bytes: Buffer, isStart: boolean): Generator<number> {
  if (isStart && bytes.subarray(0, 5).toString('latin1') === 'From ') yield 0;
  for (let at = bytes.indexOf('\nFrom '); at >= 0; at = bytes.indexOf('\nFrom ', at + 1)) {
    const before = bytes[at - 1] === 0x0d ? at - 2 : at - 1;
    if (before >= 0 && bytes[before] === NEWLINE) yield at + 1;
  }
}

/** A message is called by its day and subject. */
async function memberOf(
  source: ByteSource,
  { start, end }: Message,
  index: number,
  names: UniqueNames,
): Promise<Member> {
  const head = await source.read(start, Math.min(HEADER_BYTES, end - start));
  const text = latin(head);
  const blank = /\r?\n\r?\n/u.exec(text)?.index ?? text.length;
  const { subject = '', date = '' } = await readEmail(head.subarray(0, blank));
  const sent = /^\d{4}-\d{2}-\d{2}T/u.test(date) ? Date.parse(date) : Number.NaN;
  const day = Number.isNaN(sent) ? '' : `${new Date(sent).toISOString().slice(0, 10)} `;
  // A slash in a subject is no folder.
  const title = safeName(subject.replaceAll(/[/\\]/gu, '-')) || `message ${index + 1}`;
  return {
    name: names.take(`${safeName(`${day}${title}`)}.eml`),
    index,
    bytes: end - start,
    modifiedMs: Number.isNaN(sent) ? null : sent,
  };
}

/** Lines that begin with "From " were quoted by a `>` when they were put into the mailbox. */
function unquoted(message: Uint8Array): Uint8Array {
  const buffer = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  if (!buffer.includes('\n>From ') && !buffer.includes('\n>>From ')) return message;
  return Buffer.from(buffer.toString('latin1').replaceAll(/^>(?=>*From )/gmu, ''), 'latin1');
}
