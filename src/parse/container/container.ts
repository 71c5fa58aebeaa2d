import { z } from 'zod';
import { CarrelFailure } from '../../contract/errors.ts';
import type { ByteSource } from './source.ts';

/** Bounds of what is unpacked; see docs/adr/0192-members-as-documents.md. */
export const containerLimits = {
  /** Members of one container. */
  members: 100_000,
  /** Bytes of one member, which is in memory whole while it is read. */
  memberBytes: 256 * 1024 * 1024,
  /** Unpacked size from which the ratio of a member counts, and the highest ratio. */
  ratioFrom: 10 * 1024 * 1024,
  ratio: 100,
} as const;

/** A document within a container, as the container's listing describes it. */
export const member = z.strictObject({
  /** `/`-separated, safe to show and to look up; never a path on the disk. Unique in its container. */
  name: z
    .string()
    .min(1)
    .max(1000)
    .regex(/^[^\p{Cc}]+$/u),
  /** Place in the container, by which it is unpacked. */
  index: z.number().int().min(0),
  /** Unpacked size as far as the listing tells; 0 where it does not. */
  bytes: z.number().int().min(0),
  /** Milliseconds since the epoch, or null. */
  modifiedMs: z.number().nullable(),
});
export type Member = z.infer<typeof member>;

/** An open archive, mailbox or mail. */
export interface Container {
  /**
   * What it holds, in its own order; without folders, links, and files that no one means.
   *
   * @throws CarrelFailure `file-damaged`, `file-too-large` beyond `containerLimits`
   */
  members(): AsyncGenerator<Member>;
  /**
   * The bytes of a member.
   *
   * @throws CarrelFailure `file-encrypted`, `file-damaged`, `file-too-large`, `format-unsupported`
   */
  read(index: number): Promise<Uint8Array>;
}

/** Opens containers of one format. */
export type OpenContainer = (source: ByteSource, fileName: string) => Promise<Container>;

/** The failure of a member or container that unpacks to too much. */
export function decompressionBomb(): CarrelFailure {
  return new CarrelFailure(
    'file-too-large',
    'The file would unpack to far more than its size allows, as a zip bomb does. It was not read.',
  );
}

export function tooManyMembers(): CarrelFailure {
  return new CarrelFailure(
    'file-too-large',
    `The file holds more than ${containerLimits.members} documents. Unpack it and add the parts.`,
    { members: containerLimits.members },
  );
}

export function damagedContainer(cause?: unknown): CarrelFailure {
  return new CarrelFailure(
    'file-damaged',
    'The file is damaged: it cannot be unpacked. Open it in its own program and save it again.',
    undefined,
    { cause },
  );
}

/**
 * All bytes of a stream that unpacks, held to the bounds of a member.
 *
 * @param packed bytes that the stream is unpacked from
 */
export async function collect(stream: AsyncIterable<unknown>, packed: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let total = 0;
  for await (const piece of stream) {
    if (!(piece instanceof Uint8Array)) throw damagedContainer();
    total += piece.length;
    if (total > containerLimits.memberBytes) throw memberTooLarge();
    if (total > containerLimits.ratioFrom && total > packed * containerLimits.ratio) {
      throw decompressionBomb();
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces, total);
}

export function memberTooLarge(): CarrelFailure {
  const megabytes = containerLimits.memberBytes / 1024 / 1024;
  return new CarrelFailure(
    'file-too-large',
    `The file is larger than ${megabytes} MB and lies in an archive or mail. Unpack it and add it by itself.`,
    { megabytes },
  );
}
