/**
 * Runs so many workers at once and resolves when the last has ended. Where one throws, the signal of the others
 * is aborted and they are waited for before its error is thrown: nothing goes on behind work that is over.
 */
export async function runWorkers(
  count: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const broken = new AbortController();
  const either = AbortSignal.any([signal, broken.signal]);
  const ends = await Promise.allSettled(
    Array.from({ length: count }, async () => {
      try {
        await work(either);
      } catch (error) {
        broken.abort();
        throw error;
      }
    }),
  );
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
