import { read } from 'cfb';
import { CarrelFailure } from '../contract/errors.ts';

/** An OLE compound file ([MS-CFB]) held in memory. */
export interface Compound {
  /** The bytes of a stream of the root storage, whatever the case of its name; or undefined. */
  stream(name: string): Uint8Array | undefined;
}

/**
 * Opens a compound file; streams of embedded files are not looked at.
 *
 * @throws CarrelFailure `file-damaged`
 */
export function openCompound(bytes: Uint8Array): Compound {
  const streams = new Map<string, Uint8Array>();
  try {
    // The library slices bytes as a Buffer does.
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const container = read(buffer, { type: 'buffer' });
    const [root = ''] = container.FullPaths;
    for (const [index, path] of container.FullPaths.entries()) {
      const entry = container.FileIndex[index];
      if (entry?.type !== STREAM || !path.startsWith(root)) continue;
      const content = entry.content;
      if (content instanceof Uint8Array)
        streams.set(path.slice(root.length).toLowerCase(), content);
    }
  } catch (cause) {
    throw damagedCompound(cause);
  }
  return { stream: (name) => streams.get(name.toLowerCase()) };
}

const STREAM = 2;

export function damagedCompound(cause?: unknown): CarrelFailure {
  return new CarrelFailure(
    'file-damaged',
    'The file is damaged: parts of it are missing or contradict each other. Open it in its own program and save it again.',
    undefined,
    { cause },
  );
}
