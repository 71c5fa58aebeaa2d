import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createRetriever } from '../../src/retrieve/retriever.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/types/store.ts';
import { fill, generator, perturbed, pick, words } from './filled-store.ts';
import type { Row } from './models.ts';

export interface SearchBenchOptions {
  /** Numbers of passages to measure at, ascending. */
  readonly sizes?: readonly number[];
  /** Real vectors of one embedder, perturbed to reach the number. */
  readonly base: readonly Float32Array[];
}

const QUERIES = 100;

/** Searches that are timed: a collection that holds all limits nothing, and is looked through all the same. */
const searches = {
  hybrid: { mode: 'hybrid', scope: {} },
  text: { mode: 'text', scope: {} },
  vector: { mode: 'vector', scope: {} },
  'hybrid in a collection': { mode: 'hybrid', scope: { collection: 'default' } },
} as const;

/**
 * Search times of the whole retriever (words, vectors, blend, passages read) apart from the query's
 * own embedding, on words drawn by Zipf's law; and recall of the ten nearest against all compared.
 */
export async function benchSearch(options: SearchBenchOptions): Promise<Row[]> {
  const { base, sizes = [10_000, 100_000] } = options;
  const random = generator(7);
  const dimensions = base[0]?.length ?? 0;
  const home = mkdtempSync(path.join(tmpdir(), 'carrel-bench-'));
  const store = await openStore(home);
  const measures: Row[] = [];
  try {
    await store.useEmbedder({ embedder: 'bench', dimensions });
    const vectors: Float32Array[] = [];
    for (const size of sizes) {
      const started = performance.now();
      await fill(store, vectors, size, base, random);
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

async function measure(
  store: Store,
  vectors: readonly Float32Array[],
  base: readonly Float32Array[],
  random: () => number,
  size: number,
): Promise<Row[]> {
  const times = new Map<string, number[]>();
  let found = 0;
  let cold = 0;
  for (let n = 0; n <= QUERIES; n += 1) {
    const vector = perturbed(pick(base, random), random);
    const retriever = createRetriever({ store, embedQuery: () => Promise.resolve(vector) });
    const query = words(8, random);
    for (const [name, { mode, scope }] of Object.entries(searches)) {
      const result = await retriever.search({ words: query, mode, limit: 10, scope });
      if (n === 0) cold ||= result.milliseconds;
      else times.set(name, [...(times.get(name) ?? []), result.milliseconds]);
      if (mode !== 'vector' || n === 0) continue;
      const nearest = new Set(nearestTo(vector, vectors, 10));
      found += result.hits.filter(({ passage }) => nearest.has(Number(passage))).length;
    }
  }
  const at = `at ${size} passages`;
  return [
    ...[...times].flatMap(([name, values]) => [
      { name: `search ${name} p50 ${at}`, value: percentile(values, 0.5), unit: 'ms' },
      { name: `search ${name} p95 ${at}`, value: percentile(values, 0.95), unit: 'ms' },
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
