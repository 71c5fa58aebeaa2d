import { CarrelFailure } from '../contract/errors.ts';
import type { Member } from '../parse/container/container.ts';
import type { DocumentRow, DocumentStore } from '../store/types/documents.ts';

/** Bounds of what lies in one file on the disk, all levels together. */
export const memberLimits = {
  /** Members within members: a document in a zip in a mail in a mailbox lies three deep. */
  depth: 4,
  documents: 100_000,
  bytes: 16 * 1024 * 1024 * 1024,
} as const;

/** Why the members of a document are refused; undefined where they are taken, or where there are none. */
export function memberRefusal(
  store: Pick<DocumentStore, 'origin' | 'held'>,
  row: Pick<DocumentRow, 'id'>,
  members: readonly Member[],
): CarrelFailure | undefined {
  if (members.length === 0) return undefined;
  const depth = store.origin(row.id)?.steps.length ?? 0;
  if (depth >= memberLimits.depth) {
    return new CarrelFailure(
      'file-too-large',
      `It lies in more than ${memberLimits.depth} archives or mails, one in another, and was not unpacked. Unpack it and add it by itself.`,
      { depth: memberLimits.depth },
    );
  }
  const held = store.held(row.id);
  const bytes = members.reduce((sum, member) => sum + member.bytes, held.bytes);
  if (held.documents + members.length <= memberLimits.documents && bytes <= memberLimits.bytes) {
    return undefined;
  }
  return new CarrelFailure(
    'file-too-large',
    'More lies in it, archives within it included, than is taken in from one file. Unpack it and add the parts.',
    { documents: held.documents + members.length },
  );
}
