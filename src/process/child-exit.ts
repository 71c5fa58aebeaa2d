import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { NodeChild } from './spawn.ts';

/** A child that ends with this code wants to be started again; sysexits.h calls it EX_TEMPFAIL. */
export const RESTART_CODE = 75;

/** How a child process ended. */
export interface ChildExit {
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
export function exitOf(child: NodeChild): Promise<ChildExit> {
  const { process } = child;
  return new Promise((resolve) => {
    const finish = (code: number | null, signal: string | null, extra = '') => {
      const stderr = child.stderrTail() + extra;
      resolve({ code, signal, outOfMemory: stderr.includes('heap out of memory'), stderr });
    };
    // Not the child's `close` event: it never comes after a `disconnect` of ours (Node 26.10).
    process.once('exit', (code, signal) => {
      void drained(process).finally(() => {
        finish(code, signal);
      });
    });
    process.once('error', (error) => {
      if (process.pid === undefined) finish(null, null, error.message);
    });
  });
}

/** A grandchild that holds the error output or the channel open must not hide the exit. */
async function drained(process: ChildProcess): Promise<void> {
  const { stderr } = process;
  const enough = new AbortController();
  const ends: Promise<unknown>[] = [];
  if (stderr !== null && !stderr.closed) ends.push(once(stderr, 'close', enough));
  if (process.connected) ends.push(once(process, 'disconnect', enough));
  const timer = setTimeout(() => {
    enough.abort();
  }, drainMs);
  await Promise.allSettled(ends);
  clearTimeout(timer);
}

/**
 * Ends a child: the channel is closed, which a child takes as its order to finish; then SIGTERM;
 * then SIGKILL. Resolves when it is gone.
 */
export async function endChild(
  child: NodeChild,
  exit: Promise<ChildExit>,
  graceMs: number,
): Promise<void> {
  const { process } = child;
  if (process.connected) process.disconnect();
  const timers = [
    setTimeout(() => process.kill('SIGTERM'), graceMs),
    setTimeout(() => process.kill('SIGKILL'), graceMs * 2),
  ];
  await exit;
  for (const timer of timers) clearTimeout(timer);
}
