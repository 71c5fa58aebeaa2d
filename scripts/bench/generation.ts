import { createInference } from '../../src/inference/handlers.ts';
import { physicalCores } from '../../src/inference/hardware.ts';
import { benchAnswerer, benchText, median, type Row } from './models.ts';

const rounds = 7;
const lengths = [150, 600];
const instruction = 'Answer in one sentence from the passage.';

/**
 * Time to the first token through the handler beside the bare evaluation of the same prompt's
 * tokens and the sampling of one, in turns. Each round's prompt is new from its first words, so
 * that nothing of it is in the cache of either. Medians.
 */
export async function benchGeneration(): Promise<Row[]> {
  const { signal } = new AbortController();
  const inference = createInference(() => Promise.resolve({ findings: [] }));
  await inference.handlers.configure({ gpu: 'off', threads: 0 }, { signal });

  const threads = await physicalCores();
  const { getLlama, LlamaLogLevel, resolveChatWrapper } = await import('node-llama-cpp');
  const llama = await getLlama({
    build: 'never',
    skipDownload: true,
    gpu: false,
    maxThreads: threads,
    progressLogs: false,
    logLevel: LlamaLogLevel.error,
  });
  const model = await llama.loadModel({ modelPath: benchAnswerer.file });
  const context = await model.createContext({ contextSize: 4096, threads });
  const sequence = context.getSequence();
  const wrapper = resolveChatWrapper(model, { warningLogs: false });

  const ours = async (system: string, user: string) => {
    const { firstTokenMs, promptTokens } = await inference.handlers.generate(
      {
        model: benchAnswerer,
        turns: [
          { role: 'system', text: system },
          { role: 'user', text: user },
        ],
        grammar: null,
        maxTokens: 1,
        temperature: 0,
        seed: 1,
      },
      { signal, emit: () => Promise.resolve() },
    );
    return { ms: firstTokenMs, tokens: promptTokens };
  };
  const bare = async (system: string, user: string) => {
    const { contextText } = wrapper.generateContextState({
      chatHistory: [
        { type: 'system', text: system },
        { type: 'user', text: user },
        { type: 'model', response: [] },
      ],
    });
    const tokens = contextText.tokenize(model.tokenizer);
    await sequence.clearHistory();
    const started = performance.now();
    await sequence.evaluate(tokens, { temperature: 0 }).next();
    return performance.now() - started;
  };

  try {
    const rows: Row[] = [];
    await ours('warm', 'warm');
    await bare('warm', 'warm');
    for (const length of lengths) {
      const times: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };
      let promptTokens = 0;
      for (let round = 1; round <= rounds; round++) {
        const system = `${round}. ${instruction}`;
        const user = `${benchText(length, round)}\n\nQuestion: How much does pump number 7 move?`;
        const runOurs = async () => {
          const { ms, tokens } = await ours(system, user);
          times.ours.push(ms);
          promptTokens = tokens;
        };
        const runBare = async () => times.bare.push(await bare(system, user));
        await (round % 2 === 0 ? runOurs() : runBare());
        await (round % 2 === 0 ? runBare() : runOurs());
      }
      const name = `first token, prompt of ${promptTokens} tokens`;
      const ratios = times.ours.map((ms, round) => ms / (times.bare[round] ?? Number.NaN));
      rows.push(
        { name: `${name}, handler`, value: median(times.ours), unit: 'ms' },
        { name: `${name}, bare evaluation`, value: median(times.bare), unit: 'ms' },
        { name: `${name}, handler to bare`, value: median(ratios), unit: 'ratio' },
      );
    }
    return rows;
  } finally {
    await context.dispose();
    await model.dispose();
    await inference.dispose();
  }
}
