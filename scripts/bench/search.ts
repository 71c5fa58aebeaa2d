import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Chunk } from '../../src/chunk/chunk.ts';
import { createRetriever } from '../../src/retrieve/retriever.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/types.ts';

export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

export interface SearchBenchOptions {
  /** Numbers of passages to measure at, ascending. */
  readonly sizes?: readonly number[];
  /** Real vectors of one embedder, perturbed to reach the number. */
  readonly base: readonly Float32Array[];
}

const QUERIES = 100;
const PASSAGES_PER_DOCUMENT = 100;
const WORDS_PER_PASSAGE = 200;
const VOCABULARY = 40_000;
/** Share of a perturbed vector that is noise. */
const NOISE = 0.35;

/**
 * Search times of the whole retriever (words, vectors, blend, passages read) apart from the query's
 * own embedding, on words drawn by Zipf's law; and recall of the ten nearest against all compared.
 */
export async function benchSearch(options: SearchBenchOptions): Promise<Measure[]> {
  const { base, sizes = [10_000, 100_000] } = options;
  const random = generator(7);
  const dimensions = base[0]?.length ?? 0;
  const home = mkdtempSync(path.join(tmpdir(), 'carrel-bench-'));
  const store = await openStore(home);
  const measures: Measure[] = [];
  try {
    await store.useEmbedder({ embedder: 'bench', dimensions });
    const vectors: Float32Array[] = [];
    for (const size of sizes) {
      const started = performance.now();
      await grow(store, vectors, size, base, random);
      measures.push({
        name: `store ${size} passages`,
        value: (performance.now() - started) / 1000,
        unit: 's',
      });
      measures.push(...(await measure(store, vectors, base, random, size)));
    }
  } finally {
    await store.close();
    rmSync(home, { recursive: true, force: true });
  }
  return measures;
}

async function grow(
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
    parserVersion: '1',
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

async function measure(
  store: Store,
  vectors: readonly Float32Array[],
  base: readonly Float32Array[],
  random: () => number,
  size: number,
): Promise<Measure[]> {
  const times = new Map<string, number[]>();
  let found = 0;
  let cold = 0;
  for (let n = 0; n <= QUERIES; n += 1) {
    const vector = perturbed(pick(base, random), random);
    const retriever = createRetriever({ store, embedQuery: () => Promise.resolve(vector) });
    const query = words(8, random);
    for (const mode of ['hybrid', 'text', 'vector'] as const) {
      const result = await retriever.search({ words: query, mode, limit: 10, scope: {} });
      if (n === 0) cold += result.milliseconds;
      else times.set(mode, [...(times.get(mode) ?? []), result.milliseconds]);
      if (mode !== 'vector' || n === 0) continue;
      const nearest = new Set(nearestTo(vector, vectors, 10));
      found += result.hits.filter(({ passage }) => nearest.has(Number(passage))).length;
    }
  }
  const at = `at ${size} passages`;
  return [
    ...[...times].flatMap(([mode, values]) => [
      { name: `search ${mode} p50 ${at}`, value: percentile(values, 0.5), unit: 'ms' },
      { name: `search ${mode} p95 ${at}`, value: percentile(values, 0.95), unit: 'ms' },
    ]),
    { name: `first search ${at}`, value: cold, unit: 'ms' },
    { name: `recall@10 of vectors ${at}`, value: found / (10 * QUERIES), unit: '' },
  ];
}

/** Ids count from 1 in the order the vectors were written. */
function nearestTo(query: Float32Array, vectors: readonly Float32Array[], limit: number): number[] {
  return vectors
    .map((vector, index) => {
      let sum = 0;
      for (let i = 0; i < vector.length; i += 1) sum += (vector[i] ?? 0) * (query[i] ?? 0);
      return { passage: index + 1, sum };
    })
    .sort((a, b) => b.sum - a.sum)
    .slice(0, limit)
    .map(({ passage }) => passage);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** The word of rank r is drawn with a chance near 1/r, as in a natural language. */
function words(count: number, random: () => number): string {
  return Array.from({ length: count }, () => {
    const rank = Math.floor(VOCABULARY ** random());
    return `w${rank.toString(36)}`;
  }).join(' ');
}

function pick<T>(items: readonly T[], random: () => number): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

function perturbed(vector: Float32Array, random: () => number): Float32Array {
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
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
