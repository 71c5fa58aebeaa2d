import type { Chunk } from '../../src/chunk/chunk.ts';
import { PARSER_VERSION } from '../../src/parse/registry.ts';
import type { Store } from '../../src/store/types/store.ts';

const PASSAGES_PER_DOCUMENT = 100;
const WORDS_PER_PASSAGE = 200;
const VOCABULARY = 40_000;
/** Share of a perturbed vector that is noise. */
const NOISE = 0.35;

/**
 * Writes documents until `vectors`, which it adds to, holds `size` of them: passages of words drawn by
 * Zipf's law, each with a perturbed vector out of `base`. The store's embedder must have been chosen.
 */
export async function fill(
  store: Store,
  vectors: Float32Array[],
  size: number,
  base: readonly Float32Array[],
  random: () => number,
): Promise<void> {
  while (vectors.length < size) {
    const name = `document ${vectors.length}`;
    writeDocument(store, name, random);
    const batch = store.nextToEmbed(PASSAGES_PER_DOCUMENT).map(({ passage }) => {
      const vector = perturbed(pick(base, random), random);
      vectors.push(vector);
      return { passage, vector };
    });
    await store.writeVectors(batch);
  }
}

function writeDocument(store: Store, name: string, random: () => number): void {
  const chunks: Chunk[] = Array.from({ length: PASSAGES_PER_DOCUMENT }, (_, index) => {
    const text = words(WORDS_PER_PASSAGE, random);
    const spans = [{ page: index + 1, start: 0, end: text.length }];
    return { spans, text, headings: [], language: 'en', context: '' };
  });
  const { row } = store.recordFile({
    root: '/bench',
    document: name,
    path: `/bench/${name}`,
    collection: 'default',
    type: 'txt',
    bytes: 1,
    modifiedMs: 1,
  });
  store.writeContent(row.id, {
    sha256: name,
    parserVersion: PARSER_VERSION,
    info: { format: 'txt', title: '', author: '', created: '', pages: chunks.length },
    pages: chunks.map(({ text }, index) => ({
      number: index + 1,
      unit: 'page',
      label: '',
      text,
      raw: text,
      map: new Uint32Array(),
      width: 0,
      height: 0,
      rotation: 0,
      words: new Float32Array(),
      blocks: [],
    })),
    chunks,
    unreadable: [],
    members: [],
  });
}

/** The word of rank r is drawn with a chance near 1/r, as in a natural language. */
export function words(count: number, random: () => number): string {
  return Array.from({ length: count }, () => {
    const rank = Math.floor(VOCABULARY ** random());
    return `w${rank.toString(36)}`;
  }).join(' ');
}

/** One of them by chance. Throws RangeError where there is none. */
export function pick<T>(items: readonly T[], random: () => number): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

/** The vector with noise, of length 1 again. */
export function perturbed(vector: Float32Array, random: () => number): Float32Array {
  const noise = NOISE / Math.sqrt(vector.length);
  return unit(vector.map((value) => value + noise * gaussian(random)));
}

function unit(vector: Float32Array): Float32Array {
  let square = 0;
  for (const value of vector) square += value * value;
  const length = Math.sqrt(square);
  return vector.map((value) => value / length);
}

/** Sum of uniform numbers: near enough to a normal distribution. */
function gaussian(random: () => number): number {
  return (random() + random() + random() + random() - 2) * Math.sqrt(3);
}

/** Mulberry32: the same passages on every run. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
