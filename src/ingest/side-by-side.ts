/**
 * Does the same work so many times at once; resolves when the last of them has ended. What one of them
 * throws aborts the signal of the others, which are waited for: nothing goes on behind work that is said to be
 * over.
 */
export async function sideBySide(
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
