import type { Handlers } from '../contract/route.ts';
import { ownProcessorSeconds } from '../process/processor-time.ts';
import {
  cutIntoWindows,
  joinWindows,
  normalise,
  prepareEmbedder,
  type Vector,
  type Windows,
} from './embed.ts';
import { generate, prepareAnswerer } from './generate.ts';
import { inspectHardware } from './hardware.ts';
import { ModelSlot, type Loaded } from './model-pool.ts';
import { WorkQueue } from './queue.ts';
import { prepareReranker } from './rerank.ts';
import type { inferenceRoutes, ModelSpec } from './routes.ts';
import { Runtime } from './runtime.ts';

export type InferenceHandlers = Handlers<typeof inferenceRoutes>;

/** The work of the inference process, apart from the channel it is asked through. */
export interface Inference {
  readonly handlers: InferenceHandlers;
  /** Frees every model, after the work that is running. */
  dispose(): Promise<void>;
}

/** Creates the handlers, all of whose work goes through one queue. `probe` tries to break the isolation. */
export function createInference(
  probe: InferenceHandlers['probe'],
  queue: WorkQueue = new WorkQueue(),
): Inference {
  const runtime = new Runtime();
  const embedders = new ModelSlot(runtime, prepareEmbedder);
  const rerankers = new ModelSlot(runtime, prepareReranker);
  const answerers = new ModelSlot(runtime, prepareAnswerer);
  const slots = { embed: embedders, rerank: rerankers, answer: answerers };

  /** One text's vector. Each window is an item of its own, so that others get their turn between. */
  const embedOne = async (
    spec: ModelSpec,
    text: string,
    kind: 'query' | 'passage',
    priority: 'person' | 'background',
    signal: AbortSignal,
  ): Promise<{ vector: Vector; tokens: number }> => {
    const parts: Vector[] = [];
    let cut: Windows | null = null;
    do {
      // Only a model that is already there may be used beside a generation; loading waits.
      const beside = priority === 'person' && embedders.has(spec);
      cut = await queue.run(
        priority,
        beside ? 'beside' : 'alone',
        async () => {
          // Asked for at every step: it may have been unloaded while others had their turn.
          const embedder = await embedders.use(spec);
          if (!beside) runtime.tune();
          const windows: Windows = cut ?? cutIntoWindows(embedder, spec, kind, text);
          parts.push(await embedder.evaluate(windows.windows[parts.length] ?? []));
          return windows;
        },
        signal,
      );
    } while (parts.length < cut.windows.length);
    const lengths = cut.windows.map((window) => window.length);
    return { vector: joinWindows(parts, lengths), tokens: cut.tokens };
  };

  const count = async (spec: ModelSpec, texts: readonly string[]): Promise<number[]> => {
    const loaded: Loaded = await slots[spec.role].use(spec);
    return texts.map((text) => loaded.model.tokenize(normalise(text, spec)).length);
  };

  const handlers: InferenceHandlers = {
    configure: async ({ gpu, threads }, { signal }) => {
      const { acceleration } = runtime;
      if (gpu !== acceleration.gpu || threads !== acceleration.threads) {
        await queue.run(
          'person',
          'alone',
          async () => {
            for (const slot of Object.values(slots)) await slot.dispose();
            runtime.reconfigure({ gpu, threads });
          },
          signal,
        );
      }
      return inspectHardware(runtime.wantsGpu ? await runtime.llama() : null);
    },

    embed: async ({ model, kind, texts, priority }, { signal }) => {
      const vectors: Vector[] = [];
      let tokens = 0;
      for (const text of texts) {
        const one = await embedOne(model, text, kind, priority, signal);
        vectors.push(one.vector);
        tokens += one.tokens;
      }
      return { vectors, tokens };
    },

    countTokens: async ({ model, texts }, { signal }) => {
      // Tokenising is quick and touches no context, so it need not wait; loading a model must.
      if (slots[model.role].has(model)) return { counts: await count(model, texts) };
      return {
        counts: await queue.run('person', 'alone', () => count(model, texts), signal),
      };
    },

    rerank: async ({ model, query, texts }, { signal }) => {
      const scores: number[] = [];
      for (const text of texts) {
        const score = await queue.run(
          'person',
          'alone',
          async () => {
            const reranker = await rerankers.use(model);
            runtime.tune();
            return reranker.rank(query, text);
          },
          signal,
        );
        scores.push(score);
      }
      return { scores };
    },

    generate: async (input, context) => {
      const started = performance.now();
      return queue.run(
        'person',
        'generation',
        async () => {
          const answerer = await answerers.use(input.model);
          const tune = (): void => {
            // Never while a query is being embedded beside it.
            if (queue.running === 1) runtime.tune();
          };
          return generate(answerer, input, { ...context, started, tune });
        },
        context.signal,
      );
    },

    unload: async ({ id }, { signal }) => {
      await queue.run(
        'person',
        'alone',
        async () => {
          for (const slot of Object.values(slots)) if (slot.id === id) await slot.dispose();
        },
        signal,
      );
      return {};
    },

    loaded: () =>
      Promise.resolve({
        models: Object.values(slots)
          .map((slot) => slot.id)
          .filter((id) => id !== null),
      }),

    processorTime: () => Promise.resolve({ seconds: ownProcessorSeconds() }),

    probe,
  };

  const dispose = (): Promise<void> =>
    queue.run('person', 'alone', async () => {
      for (const slot of Object.values(slots)) await slot.dispose();
    });

  return { handlers, dispose };
}
