import { createInference } from '../../src/inference/handlers.ts';
import { openBareEmbedder } from './bare-embedder.ts';
import { benchEmbedder, benchText, median, type Row } from './models.ts';

const rounds = 7;
const textsARound = 12;
const wordsAText = 200;

/**
 * Embedding speed of the inference process's own handler beside a bare loop over the library with
 * the same model, threads and texts, in turns, so that a busy machine slows both. Medians.
 */
export async function benchEmbedding(): Promise<Row[]> {
  const inference = createInference(() => Promise.resolve({ findings: [] }));
  const { signal } = new AbortController();
  const ours = async (texts: string[]): Promise<number> => {
    const { tokens } = await inference.handlers.embed(
      { model: benchEmbedder, kind: 'passage', texts, priority: 'background' },
      { signal },
    );
    return tokens;
  };

  await inference.handlers.configure({ gpu: 'off', threads: 0 }, { signal });
  const bare = await openBareEmbedder();

  const speeds: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };
  const measure = async (name: 'ours' | 'bare', texts: string[]): Promise<void> => {
    const started = performance.now();
    const tokens = await (name === 'ours' ? ours(texts) : bare.embed(texts));
    speeds[name].push((tokens * 1000) / (performance.now() - started));
  };
  try {
    const warm = [benchText(wordsAText, 0)];
    await ours(warm);
    await bare.embed(warm);
    for (let round = 1; round <= rounds; round++) {
      const texts = Array.from({ length: textsARound }, (_, at) =>
        benchText(wordsAText, round + at),
      );
      const first = round % 2 === 0 ? 'ours' : 'bare';
      await measure(first, texts);
      await measure(first === 'ours' ? 'bare' : 'ours', texts);
    }
    const waits: number[] = [];
    for (let round = 0; round < 15; round++) {
      const started = performance.now();
      await inference.handlers.embed(
        {
          model: benchEmbedder,
          kind: 'query',
          texts: [`Who inspects the boiler room in the year ${2000 + round}?`],
          priority: 'person',
        },
        { signal },
      );
      waits.push(performance.now() - started);
    }
    return [
      { name: 'embedding, handler', value: median(speeds.ours), unit: 'tokens/s' },
      { name: 'embedding, bare loop', value: median(speeds.bare), unit: 'tokens/s' },
      {
        name: 'embedding, handler to bare loop',
        value: median(
          speeds.ours.map((speed, round) => speed / (speeds.bare[round] ?? Number.NaN)),
        ),
        unit: 'ratio',
      },
      { name: 'embedding of a query', value: median(waits), unit: 'ms' },
    ];
  } finally {
    await bare.dispose();
    await inference.dispose();
  }
}
