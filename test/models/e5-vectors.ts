import { getLlama, LlamaLogLevel } from 'node-llama-cpp';

/**
 * Unit vectors of query texts, computed directly on node-llama-cpp, apart from Carrel's own
 * inference: the fixture was made by this function from the reference converter's file.
 */
export async function e5Vectors(modelPath: string, texts: readonly string[]): Promise<number[][]> {
  const llama = await getLlama({
    build: 'never',
    skipDownload: true,
    gpu: false,
    maxThreads: 2,
    logLevel: LlamaLogLevel.error,
  });
  const model = await llama.loadModel({ modelPath });
  const context = await model.createEmbeddingContext({
    contextSize: 512,
    batchSize: 512,
    threads: 2,
  });
  const { bos, eos } = model.tokens;
  if (bos === null || eos === null) throw new Error('the embedder has no special tokens');
  const vectors: number[][] = [];
  for (const text of texts) {
    const tokens = model.tokenize(`query: ${text}`.normalize('NFKC'));
    const { vector } = await context.getEmbeddingFor([bos, ...tokens, eos]);
    const length = Math.hypot(...vector);
    vectors.push(vector.map((value) => value / length));
  }
  await context.dispose();
  await model.dispose();
  await llama.dispose();
  return vectors;
}
