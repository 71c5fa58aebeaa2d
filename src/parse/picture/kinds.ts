/** Kinds of pictures that text is recognised in. */
export const pictureFormats = ['png', 'jpeg', 'tiff', 'webp', 'bmp', 'gif'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** Tells a format by the start of a file, as Latin-1. */
const signatures: readonly (readonly [PictureFormat, (start: string) => boolean])[] = [
  ['png', (start) => start.startsWith('\u0089PNG\r\n\u001a\n')],
  ['jpeg', (start) => start.startsWith('\u00ff\u00d8\u00ff')],
  ['tiff', (start) => start.startsWith('II*\0') || start.startsWith('MM\0*')],
  ['gif', (start) => start.startsWith('GIF87a') || start.startsWith('GIF89a')],
  ['webp', (start) => start.startsWith('RIFF') && start.startsWith('WEBP', 8)],
  ['bmp', (start) => start.startsWith('BM') && start.slice(6, 10) === '\0\0\0\0'],
];

/** The kind of picture a file is by its first bytes, or undefined. */
export function pictureFormat(bytes: Uint8Array): PictureFormat | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(16, bytes.byteLength));
  const start = head.toString('latin1');
  return signatures.find(([, matches]) => matches(start))?.[0];
}
