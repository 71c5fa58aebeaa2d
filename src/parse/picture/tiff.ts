/** Pictures of one file that are read; a chain of directories may lead in a circle. */
const MAX_PAGES = 5000;

/**
 * Where the directories of a TIFF file start, one for each picture in it, in order (TIFF 6.0,
 * section 2). A chain that leads out of the file or back ends there.
 */
export function tiffDirectories(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = bytes[0] === 0x49;
  const directories = new Set<number>();
  let at = bytes.length >= 8 ? view.getUint32(4, little) : 0;
  while (at >= 8 && at + 2 <= bytes.length && !directories.has(at)) {
    directories.add(at);
    if (directories.size >= MAX_PAGES) break;
    const next = at + 2 + view.getUint16(at, little) * 12;
    if (next + 4 > bytes.length) break;
    at = view.getUint32(next, little);
  }
  return [...directories];
}

/** The same file with another of its pictures first; nothing else is changed. */
export function tiffStartingAt(bytes: Uint8Array, directory: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  new DataView(copy.buffer).setUint32(4, directory, bytes[0] === 0x49);
  return copy;
}
