import type { inferenceRoutes } from '../../inference/routes.ts';
import { ownProcessorSeconds } from '../../process/processor-time.ts';
import type { Supervised } from '../../process/supervise.ts';

/**
 * Processor seconds of the engine and the processes it keeps, as a sum that never falls: a process
 * that is replaced begins at 0 again, and one that does not run is not started for the question.
 */
export function processTimes(
  inference: Pick<Supervised<typeof inferenceRoutes>, 'client' | 'pid'>,
  pools: readonly { readonly processorSeconds: () => number }[],
): () => Promise<number> {
  let before = 0;
  let current = 0;
  return async () => {
    if (inference.pid() !== undefined) {
      const time = await inference.client.call('processorTime', {});
      if (time.ok) {
        if (time.value.seconds < current) before += current;
        current = time.value.seconds;
      }
    }
    const pooled = pools.reduce((sum, pool) => sum + pool.processorSeconds(), 0);
    return ownProcessorSeconds() + before + current + pooled;
  };
}
