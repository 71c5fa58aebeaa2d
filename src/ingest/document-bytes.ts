import type { DocumentRow, DocumentStore, MemberOrigin } from '../store/types/documents.ts';
import { withFile, type ReadRange } from './container-file.ts';
import { readWhole, sha256Of, type FileBytes } from './read-file.ts';
import { readStill } from './settling.ts';

/** Unpacks a member in a parser process; the pool's `unpack`. */
export type UnpackMember = (
  origin: MemberOrigin,
  read: ReadRange,
  options: { readonly signal: AbortSignal },
) => Promise<Uint8Array>;

/**
 * A document's bytes and their sum, wherever it lies: a file, or a member of one.
 *
 * @throws CarrelFailure as `readWhole` and `withFile`; for a member also the container's reasons,
 * such as `file-encrypted`.
 */
export async function documentBytes(
  {
    store,
    unpack,
  }: { readonly store: Pick<DocumentStore, 'origin'>; readonly unpack: UnpackMember },
  row: Pick<DocumentRow, 'id' | 'path'>,
  signal: AbortSignal,
): Promise<FileBytes> {
  const origin = store.origin(row.id);
  if (origin === undefined) return await readStill(() => readWhole(row.path), signal);
  const bytes = await withFile(origin.file, (read) => unpack(origin, read, { signal }));
  return { bytes, sha256: await sha256Of(bytes) };
}
