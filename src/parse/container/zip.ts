import { Readable } from 'node:stream';
import {
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  RandomAccessReader,
  type Entry,
  type ZipFile,
} from 'yauzl';
import { CarrelFailure } from '../../contract/errors.ts';
import { encrypted } from '../detect-failures.ts';
import {
  collect,
  containerLimits,
  damagedContainer,
  memberTooLarge,
  tooManyMembers,
  type Container,
  type Member,
} from './container.ts';
import { isBeside, safeName, UniqueNames } from './names.ts';
import { piecesOf, type ByteSource } from './source.ts';

/** A zip archive of documents; of a source only its directory and the members asked for are read. */
export async function openZipContainer(source: ByteSource): Promise<Container> {
  const zip = await orDamaged(
    fromRandomAccessReaderPromise(new SourceReader(source), source.size, {
      // Names are made safe here; one that is not must not stop the others.
      decodeStrings: false,
      lazyEntries: true,
      autoClose: false,
    }),
  );
  const entries: Entry[] = [];
  const members: Member[] = [];
  const names = new UniqueNames();
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.length >= containerLimits.members) throw tooManyMembers();
      const member = memberOf(entry, entries.length, names);
      entries.push(entry);
      if (member !== undefined) members.push(member);
    }
  } catch (cause) {
    throw asFailure(cause);
  }
  return {
    async *members() {
      yield* members;
    },
    async read(index) {
      const entry = entries[index];
      if (entry === undefined) throw damagedContainer();
      return await orDamaged(readEntry(zip, entry));
    },
  };
}

async function readEntry(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  if (entry.isEncrypted()) throw encrypted();
  if (!entry.canDecodeFileData()) {
    throw new CarrelFailure(
      'format-unsupported',
      'This file is packed in a way that Carrel does not read. Unpack it and add it by itself.',
      { method: entry.compressionMethod },
    );
  }
  if (entry.uncompressedSize > containerLimits.memberBytes) throw memberTooLarge();
  return await collect(await zip.openReadStreamPromise(entry), entry.compressedSize);
}

function memberOf(entry: Entry, index: number, names: UniqueNames): Member | undefined {
  const { generalPurposeBitFlag, fileNameRaw, extraFields, uncompressedSize } = entry;
  const given = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
  const folder = /[/\\]$/u.test(given);
  // The high half holds the mode of Unix systems: links lead nowhere here.
  const link = ((entry.externalFileAttributes >>> 16) & 0xf000) === 0xa000;
  const name = safeName(given);
  if (folder || link || isBeside(name)) return undefined;
  const modified = entry.getLastModDate().getTime();
  return {
    name: names.take(name),
    index,
    bytes: uncompressedSize,
    modifiedMs: Number.isFinite(modified) ? modified : null,
  };
}

class SourceReader extends RandomAccessReader {
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    super();
    this.#source = source;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(piecesOf(this.#source, start, end));
  }
}

async function orDamaged<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw asFailure(cause);
  }
}

function asFailure(cause: unknown): CarrelFailure {
  return cause instanceof CarrelFailure ? cause : damagedContainer(cause);
}
