import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract, type Extract } from 'tar-stream';
import { CarrelFailure } from '../../contract/errors.ts';
import {
  collect,
  containerLimits,
  damagedContainer,
  memberTooLarge,
  decompressionBomb,
  tooManyMembers,
  type Container,
  type Member,
} from './container.ts';
import { isBeside, safeName, UniqueNames } from './names.ts';
import { piecesOf, type ByteSource } from './source.ts';

type Source = Extract extends AsyncIterable<infer Entry> ? Entry : never;

/** Unpacked size of a whole archive from which its ratio counts. */
const TOTAL_RATIO_FROM = 1024 * 1024 * 1024;

export async function openPlainTar(source: ByteSource): Promise<Container> {
  return openTar(source, false);
}

/** A tar archive, plain or gzipped. It has no directory: what is asked for in order is read once. */
export function openTar(source: ByteSource, gzipped: boolean): Container {
  let cursor: { readonly entries: AsyncGenerator<Source>; next: number } | undefined;
  const restart = () => ({ entries: entriesOf(source, gzipped), next: 0 });
  return {
    async *members() {
      const names = new UniqueNames();
      let index = 0;
      for await (const entry of entriesOf(source, gzipped)) {
        entry.resume();
        if (index >= containerLimits.members) throw tooManyMembers();
        const member = memberOf(entry, index, names);
        if (member !== undefined) yield member;
        index += 1;
      }
    },
    async read(index) {
      if (cursor === undefined || cursor.next > index) {
        await cursor?.entries.return(undefined);
        cursor = restart();
      }
      for (;;) {
        const next = await cursor.entries.next();
        if (next.done === true) throw damagedContainer();
        cursor.next += 1;
        if (cursor.next - 1 === index) return await readEntry(next.value);
        next.value.resume();
      }
    },
  };
}

async function readEntry(entry: Source): Promise<Uint8Array> {
  if (entry.header.size > containerLimits.memberBytes) {
    entry.resume();
    throw memberTooLarge();
  }
  try {
    return await collect(entry, Number.POSITIVE_INFINITY);
  } catch (cause) {
    throw cause instanceof CarrelFailure ? cause : damagedContainer(cause);
  }
}

function memberOf({ header }: Source, index: number, names: UniqueNames): Member | undefined {
  const name = safeName(header.name);
  // Links lead nowhere here; devices and pipes hold nothing.
  if (!['file', 'contiguous-file'].includes(header.type) || isBeside(name)) return undefined;
  const modified = header.mtime.getTime();
  return {
    name: names.take(name),
    index,
    bytes: header.size,
    modifiedMs: Number.isFinite(modified) ? modified : null,
  };
}

async function* entriesOf(source: ByteSource, gzipped: boolean): AsyncGenerator<Source> {
  const unpacked = gzipped ? gunzipped(source) : piecesOf(source);
  const extractor = extract();
  const feeding = feed(unpacked, extractor);
  try {
    for await (const entry of extractor) yield entry;
    await feeding;
  } catch (cause) {
    throw cause instanceof CarrelFailure ? cause : damagedContainer(cause);
  } finally {
    extractor.destroy();
    await feeding.catch(() => undefined);
  }
}

/** Writes pieces as they are taken; a failure of theirs ends the extraction with it. */
async function feed(
  pieces: AsyncGenerator<Uint8Array>,
  extractor: ReturnType<typeof extract>,
): Promise<void> {
  try {
    for await (const piece of pieces) {
      if (extractor.destroyed) return;
      if (extractor.write(piece)) continue;
      await new Promise<void>((resolve) => {
        const go = (): void => {
          resolve();
        };
        extractor.once('drain', go);
        extractor.once('close', go);
      });
    }
    extractor.end(undefined);
  } catch (cause) {
    extractor.destroy(cause instanceof Error ? cause : damagedContainer(cause));
    throw cause;
  }
}

/** The unpacked pieces of a gzip file; several put one after another are one. */
export async function* gunzipped(source: ByteSource): AsyncGenerator<Uint8Array> {
  const stream = createGunzip();
  pipeline(Readable.from(piecesOf(source)), stream, () => undefined);
  let total = 0;
  const pieces: AsyncIterable<Uint8Array> = stream;
  try {
    for await (const piece of pieces) {
      total += piece.length;
      if (total > TOTAL_RATIO_FROM && total > source.size * containerLimits.ratio)
        throw decompressionBomb();
      yield piece;
    }
  } catch (cause) {
    throw cause instanceof CarrelFailure ? cause : damagedContainer(cause);
  }
}
