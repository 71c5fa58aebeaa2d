import { physicalCores } from '../../src/inference/hardware.ts';
import { benchEmbedder } from './models.ts';

/** A loop over the library with nothing of ours around it: same model, threads and special tokens. */
export interface BareEmbedder {
  /** Tokens embedded, special ones included. */
  embed(texts: readonly string[]): Promise<number>;
  /** Vectors of length 1, one a text, in the texts' order. */
  vectors(texts: readonly string[]): Promise<Float32Array[]>;
  dispose(): Promise<void>;
}

export async function openBareEmbedder(): Promise<BareEmbedder> {
  const threads = await physicalCores();
  const { getLlama, LlamaLogLevel } = await import('node-llama-cpp');
  const llama = await getLlama({
    build: 'never',
    skipDownload: true,
    gpu: false,
    maxThreads: threads,
    progressLogs: false,
    logLevel: LlamaLogLevel.error,
  });
  const model = await llama.loadModel({ modelPath: benchEmbedder.file });
  const context = await model.createEmbeddingContext({ contextSize: 512, batchSize: 512, threads });
  const { bos, eos } = model.tokens;
  if (bos === null || eos === null) throw new Error('the embedder has no special tokens');
  const tokensOf = (text: string) => [
    bos,
    ...model.tokenize(benchEmbedder.passagePrefix + text),
    eos,
  ];
  return {
    async vectors(texts) {
      const vectors: Float32Array[] = [];
      for (const text of texts) {
        const { vector } = await context.getEmbeddingFor(tokensOf(text));
        const length = Math.hypot(...vector);
        vectors.push(Float32Array.from(vector, (x) => x / length));
      }
      return vectors;
    },
    async embed(texts) {
      let total = 0;
      for (const text of texts) {
        const tokens = tokensOf(text);
        await context.getEmbeddingFor(tokens);
        total += tokens.length;
      }
      return total;
    },
    async dispose() {
      await context.dispose();
      await model.dispose();
    },
  };
}
