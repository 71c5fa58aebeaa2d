import * as CFB from 'cfb';

export interface MadeMessage {
  readonly subject: string;
  readonly body: string;
  /** Compressed rich text, as the only body where `body` is empty. */
  readonly rtf?: Buffer;
  readonly senderName: string;
  readonly senderAddress: string;
  readonly attachments: readonly { readonly name: string; readonly content: string }[];
}

const UNICODE = '001F';
const BINARY = '0102';

function wide(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}

/** A property stream ([MS-OXMSG] 2.4): a header, then 16 bytes a property of variable length. */
function properties(header: number, tags: readonly string[]): Buffer {
  const stream = Buffer.alloc(header + tags.length * 16);
  for (const [index, tag] of tags.entries()) {
    stream.writeUInt32LE(Number.parseInt(tag, 16), header + index * 16);
    stream.writeUInt32LE(6, header + index * 16 + 4);
  }
  return stream;
}

/** A message of Outlook, as small as one can be. */
export function msgOf(message: MadeMessage): Uint8Array {
  const file = CFB.utils.cfb_new({ root: 'Root Entry' });
  const add = (path: string, content: Buffer): void => {
    CFB.utils.cfb_add(file, `/${path}`, content);
  };
  const own: readonly (readonly [string, string])[] = [
    [`0037${UNICODE}`, message.subject],
    ...(message.body === '' ? [] : [[`1000${UNICODE}`, message.body] as const]),
    [`0C1A${UNICODE}`, message.senderName],
    [`0C1F${UNICODE}`, message.senderAddress],
    [`001A${UNICODE}`, 'IPM.Note'],
  ];
  add('__nameid_version1.0/__substg1.0_00020102', Buffer.alloc(0));
  add('__nameid_version1.0/__substg1.0_00030102', Buffer.alloc(0));
  add('__nameid_version1.0/__substg1.0_00040102', Buffer.alloc(0));
  for (const [tag, text] of own) add(`__substg1.0_${tag}`, wide(text));
  const tags = own.map(([tag]) => tag);
  if (message.rtf !== undefined) {
    add(`__substg1.0_1009${BINARY}`, message.rtf);
    tags.push(`1009${BINARY}`);
  }
  add('__properties_version1.0', properties(32, tags));
  for (const [index, { name, content }] of message.attachments.entries()) {
    const folder = `__attach_version1.0_#${index.toString(16).padStart(8, '0').toUpperCase()}`;
    add(`${folder}/__substg1.0_3707${UNICODE}`, wide(name));
    add(`${folder}/__substg1.0_3701${BINARY}`, Buffer.from(content));
    add(`${folder}/__properties_version1.0`, properties(8, [`3707${UNICODE}`, `3701${BINARY}`]));
  }
  const written: unknown = CFB.write(file, { type: 'buffer' });
  if (!Buffer.isBuffer(written)) throw new TypeError('no bytes were written');
  return new Uint8Array(written);
}
