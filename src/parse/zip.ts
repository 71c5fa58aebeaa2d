import { unzipSync } from 'fflate';
import { CarrelFailure } from '../contract/errors.ts';

/** Bounds of an archive; office files stay far below. */
const zipLimits = {
  entries: 10_000,
  /** Bytes unpacked, all entries together. */
  total: 512 * 1024 * 1024,
  /** Unpacked size from which the ratio counts, and the highest ratio. */
  ratioFrom: 10 * 1024 * 1024,
  ratio: 100,
} as const;

interface Entry {
  /** The name as the archive spells it. */
  readonly name: string;
  readonly bytes: number;
}

/** A zip archive held in memory whose members are unpacked on demand. */
export interface Zip {
  /** Names as looked up: lower case, `/`-separated, no leading slash. */
  readonly names: readonly string[];
  has(name: string): boolean;
  /** The bytes of one member, or undefined where there is none. */
  read(name: string): Uint8Array | undefined;
}

/**
 * Opens a zip archive, checking what its directory declares before anything is unpacked. A member
 * is unpacked into a buffer of its declared size, so one that lies is cut off and never grows.
 *
 * @throws CarrelFailure `file-damaged` where there is no directory, `file-too-large` beyond
 * `zipLimits`; `read` throws `file-damaged` where a member cannot be unpacked.
 */
export function openZip(bytes: Uint8Array): Zip {
  const entries = new Map<string, Entry>();
  let count = 0;
  let total = 0;
  try {
    unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        count += 1;
        total += originalSize;
        const swollen = originalSize > zipLimits.ratioFrom && originalSize > size * zipLimits.ratio;
        if (count > zipLimits.entries || total > zipLimits.total || swollen) throw tooLarge();
        const key = partName(name);
        // Two members of one name: the first counts, for every reader of this file alike.
        if (!entries.has(key)) entries.set(key, { name, bytes: originalSize });
        return false;
      },
    });
  } catch (cause) {
    throw asFailure(cause);
  }
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(partName(name)),
    read(name) {
      const entry = entries.get(partName(name));
      return entry === undefined ? undefined : unpack(bytes, entry);
    },
  };
}

/** The form in which names are compared: package part names ignore case. */
export function partName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/u, '').toLowerCase();
}

function unpack(bytes: Uint8Array, entry: Entry): Uint8Array {
  if (entry.bytes === 0) return new Uint8Array(0);
  let taken = false;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (taken || name !== entry.name || originalSize !== entry.bytes) return false;
        taken = true;
        return true;
      },
    });
    const found = new Map(Object.entries(files)).get(entry.name);
    if (found !== undefined) return found;
  } catch (cause) {
    throw asFailure(cause);
  }
  throw damaged();
}

function asFailure(cause: unknown): CarrelFailure {
  return cause instanceof CarrelFailure ? cause : damaged(cause);
}

function damaged(cause?: unknown): CarrelFailure {
  return new CarrelFailure(
    'file-damaged',
    'The file is damaged: its archive cannot be unpacked. Open it in its own program and save it again.',
    undefined,
    { cause },
  );
}

function tooLarge(): CarrelFailure {
  return new CarrelFailure(
    'file-too-large',
    'The file would unpack to far more than its size allows, as a zip bomb does. It was not read.',
  );
}
