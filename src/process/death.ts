import type { NodeChild } from './spawn.ts';

/** How a child process ended. */
export interface Death {
  readonly code: number | null;
  readonly signal: string | null;
  /** V8 reached its memory limit. */
  readonly outOfMemory: boolean;
  /** The last of its error output; for logs, not for people. */
  readonly stderr: string;
}

/** Time for the last messages and error output of a dead child to arrive. */
const drainMs = 500;

/** Resolves once the child has ended (or could not start) and its last messages have come in. */
export function deathOf(child: NodeChild): Promise<Death> {
  const { process } = child;
  return new Promise((resolve) => {
    const finish = (code: number | null, signal: string | null, extra = '') => {
      const stderr = child.stderrTail() + extra;
      resolve({ code, signal, outOfMemory: stderr.includes('heap out of memory'), stderr });
    };
    // `close` comes after `exit` and after all streams and the channel are read to their end; a
    // grandchild that holds one of them open must not hide the death.
    process.once('close', finish);
    process.once('exit', (code, signal) => {
      setTimeout(() => {
        finish(code, signal);
      }, drainMs);
    });
    process.once('error', (error) => {
      if (process.pid === undefined) finish(null, null, error.message);
    });
  });
}

/**
 * Ends a child: the channel is closed, which a child takes as its order to finish; then SIGTERM;
 * then SIGKILL. Resolves when it is gone.
 */
export async function endChild(
  child: NodeChild,
  death: Promise<Death>,
  graceMs: number,
): Promise<void> {
  const { process } = child;
  if (process.connected) process.disconnect();
  const timers = [
    setTimeout(() => process.kill('SIGTERM'), graceMs),
    setTimeout(() => process.kill('SIGKILL'), graceMs * 2),
  ];
  await death;
  for (const timer of timers) clearTimeout(timer);
}
