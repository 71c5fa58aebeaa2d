// `npm run bench [NAME...]`: the figures of docs/performance.md, as a table. Ratios are taken within
// one run, in turns, so that a busy machine slows both sides.
import { availableParallelism, cpus } from 'node:os';
import { benchAnswers } from './bench/answers.ts';
import { benchEmbedding } from './bench/embedding.ts';
import { benchEngine } from './bench/engine.ts';
import { benchGeneration } from './bench/generation.ts';
import { benchIngest } from './bench/ingest.ts';
import { benchParsing } from './bench/parsing.ts';
import { sampleVectors } from './bench/sample-vectors.ts';
import { benchRest } from './bench/rest.ts';
import { benchSearch } from './bench/search.ts';
import { ensureTinyModels } from './setup.ts';

interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

const benches: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  parsing: benchParsing,
  embedding: benchEmbedding,
  ingest: benchIngest,
  search: async () => await benchSearch({ base: await sampleVectors() }),
  rest: async () => await benchRest(await sampleVectors()),
  generation: benchGeneration,
  answers: benchAnswers,
  engine: benchEngine,
};

await ensureTinyModels();
const wanted = process.argv.slice(2);
const names = wanted.length > 0 ? wanted : Object.keys(benches);
console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores\n`);
console.log('| figure | value |');
console.log('| --- | ---: |');
for (const name of names) {
  const bench = benches[name];
  if (bench === undefined) {
    console.error(`There is no bench "${name}"; there are: ${Object.keys(benches).join(', ')}.`);
    process.exit(2);
  }
  for (const { name: figure, value, unit } of await bench()) {
    console.log(`| ${figure} | ${value.toFixed(value < 10 ? 2 : 0)} ${unit} |`);
  }
}
