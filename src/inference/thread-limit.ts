import type { LlamaModel } from 'node-llama-cpp';

/**
 * `threads`, after the library's limit was raised to them. It cuts a context's threads to the limit
 * of the moment when the context is made, for good; and the limit follows how busy the machine is,
 * so that a context made at a busy moment would stay slow on a quiet machine.
 */
export function allowThreads(model: LlamaModel, threads: number): number {
  const { llama } = model;
  llama.maxThreads = Math.max(llama.maxThreads, threads);
  return threads;
}
