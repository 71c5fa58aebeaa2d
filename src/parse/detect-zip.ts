import { latin } from './detect-binary.ts';
import { encrypted, unsupported } from './detect-failures.ts';
import { openZip } from './zip.ts';

/** Members looked at; what a container is shows in the first few. */
const MAX_MEMBERS = 2000;

/** First folders of the members of office packages. */
const packages: readonly (readonly [RegExp, string])[] = [
  [/^word\/document\d*\.xml$/iu, 'docx'],
  [/^ppt\/(?:presentation\d*\.xml|slides\/)/iu, 'pptx'],
  [/^xl\/workbook\d*\.bin$/iu, 'xlsb'],
  [/^xl\//iu, 'xlsx'],
];
const containers = /^META-INF\/container\.xml$/iu;
const others: readonly (readonly [RegExp, string])[] = [
  [/^visio\//iu, 'a Visio drawing'],
  [/^Index\/Document\.iwa$/iu, 'an Apple iWork document'],
  [/^(?:META-INF\/MANIFEST\.MF|AndroidManifest\.xml)$/iu, 'a program archive'],
  [/^FixedDocSeq\.fdseq$/iu, 'an XPS document'],
];
const byExtension: ReadonlyMap<string, string> = new Map([
  ...['docx', 'docm', 'dotx', 'dotm'].map((name): [string, string] => [name, 'docx']),
  ...['pptx', 'pptm', 'potx', 'potm', 'ppsx', 'ppsm'].map((name): [string, string] => [
    name,
    'pptx',
  ]),
  ...['odt', 'ott'].map((name): [string, string] => [name, 'odt']),
  ...['xlsx', 'xlsm', 'xltx', 'xltm'].map((name): [string, string] => [name, 'xlsx']),
  ...['ods', 'ots'].map((name): [string, string] => [name, 'ods']),
  ...['odp', 'otp'].map((name): [string, string] => [name, 'odp']),
  ['epub', 'epub'],
]);

/** The format of a zip container by the names of its members, and ODF's first member. */
export function zipFormat(bytes: Uint8Array, extension: string): string {
  const type = firstMember(bytes);
  if (type !== undefined) return openDocument(type);
  const names = memberNames(bytes);
  for (const [pattern, format] of packages) {
    if (names.some((name) => pattern.test(name))) return format;
  }
  if (names.some((name) => containers.test(name))) return 'epub';
  if (names.includes('EncryptedPackage')) throw encrypted();
  const other = others.find(([pattern]) => names.some((name) => pattern.test(name)));
  if (other !== undefined) throw unsupported(other[1]);
  if (names.includes('content.xml') && names.includes('META-INF/manifest.xml')) {
    const packed = packedType(bytes);
    return packed === undefined ? 'odt' : openDocument(packed);
  }
  // The telling member may lie beyond the bytes at hand; the parser finds out.
  const named = byExtension.get(extension);
  if (named !== undefined) return named;
  if (names.some((name) => name.startsWith('word/'))) return 'docx';
  if (names.some((name) => name.startsWith('ppt/'))) return 'pptx';
  return 'zip';
}

const openDocumentKinds: ReadonlyMap<string, string> = new Map([
  ['graphics', 'an OpenDocument drawing'],
  ['formula', 'an OpenDocument formula'],
  ['base', 'an OpenDocument database'],
]);

function openDocument(type: string): string {
  const kind =
    /^application\/(?:vnd\.oasis\.opendocument\.|x-vnd\.oasis\.opendocument\.)([a-z]+)/u.exec(
      type,
    )?.[1];
  if (kind === 'text') return 'odt';
  if (kind === 'spreadsheet') return 'ods';
  if (kind === 'presentation') return 'odp';
  if (type.startsWith('application/epub')) return 'epub';
  throw unsupported(openDocumentKinds.get(kind ?? '') ?? 'a container of an unknown kind');
}

/** The content of a first, stored member called `mimetype` (ODF 1.3 part 2, 3.3). */
function firstMember(bytes: Uint8Array): string | undefined {
  const head = latin(bytes.subarray(0, 200));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 40 || view.getUint16(8, true) !== 0) return undefined;
  const start = 30 + view.getUint16(26, true) + view.getUint16(28, true);
  if (head.slice(30, 38) !== 'mimetype') return undefined;
  return /^[\w.+/-]+/u.exec(head.slice(start))?.[0]?.replace(/PK$/u, '');
}

/** The type of an OpenDocument file that was zipped anew, and its type packed with the rest. */
function packedType(bytes: Uint8Array): string | undefined {
  try {
    const type = openZip(bytes).read('mimetype');
    return type === undefined ? undefined : latin(type.subarray(0, 200)).trim();
  } catch {
    // The end of the archive may lie beyond the bytes at hand.
    return undefined;
  }
}

/** Names from local headers and, where the bytes reach that far, the directory. */
function memberNames(bytes: Uint8Array): string[] {
  const names = new Set<string>();
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const scan = (signature: string, lengthAt: number, nameAt: number): void => {
    let at = buffer.indexOf(signature, 0, 'latin1');
    for (let count = 0; at >= 0 && count < MAX_MEMBERS; count += 1) {
      if (at + nameAt < buffer.length) {
        const length = buffer.readUInt16LE(at + lengthAt);
        const name = buffer.toString('utf8', at + nameAt, at + nameAt + Math.min(length, 300));
        names.add(name.replaceAll('\\', '/').replace(/^\/+/u, ''));
      }
      at = buffer.indexOf(signature, at + 4, 'latin1');
    }
  };
  scan('PK\u0003\u0004', 26, 30);
  scan('PK\u0001\u0002', 28, 46);
  return [...names];
}
