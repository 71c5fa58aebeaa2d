import { collect, damagedContainer, type Container } from './container.ts';
import { safeName } from './names.ts';
import type { ByteSource } from './source.ts';
import { isTar } from './tar-head.ts';
import { gunzipped, openTar } from './tar.ts';

/** A gzipped file: a tar archive, or one document. */
export async function openGzip(source: ByteSource, fileName: string): Promise<Container> {
  if (isTar(await firstPiece(source))) return openTar(source, true);
  const name = safeName(fileName.split('/').at(-1)?.replace(/\.gz$/iu, '') ?? '');
  const bytes = await sizeAtEnd(source);
  return {
    async *members() {
      yield { name: name === '' ? 'unnamed' : name, index: 0, bytes, modifiedMs: null };
    },
    async read(index) {
      if (index !== 0) throw damagedContainer();
      return await collect(gunzipped(source), source.size);
    },
  };
}

async function firstPiece(source: ByteSource): Promise<Uint8Array> {
  const pieces = gunzipped(source);
  try {
    const first = await pieces.next();
    return first.done === true ? new Uint8Array(0) : first.value;
  } finally {
    await pieces.return(undefined);
  }
}

/** The unpacked size stands in the last four bytes (RFC 1952), of one part and below 4 GB. */
async function sizeAtEnd(source: ByteSource): Promise<number> {
  if (source.size < 18) return 0;
  const end = await source.read(source.size - 4, 4);
  return new DataView(end.buffer, end.byteOffset, end.byteLength).getUint32(0, true);
}
