import type { ChildProcess } from 'node:child_process';
import { serialize } from 'node:v8';
import { CarrelFailure } from '../contract/errors.ts';
import type { Transport } from '../contract/route.ts';

/** Largest message on a process channel, in bytes of its serialised form. */
export const maxMessageBytes = 1_000_000;

/** The half of the channel both ends share: `process` in a child, `ChildProcess` in its parent. */
interface Port {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'disconnect', listener: () => void): unknown;
  readonly connected: boolean;
}

/**
 * Upper bound of a message's serialised size in bytes, counted only until it passes `limit`.
 * Strings count twice their length (UTF-16), everything else a little more than V8 writes.
 */
function boundBytes(value: unknown, limit: number): number {
  let bytes = 0;
  const waiting: unknown[] = [value];
  while (waiting.length > 0 && bytes <= limit) {
    const item = waiting.pop();
    bytes += 12;
    if (typeof item === 'string') bytes += item.length * 2;
    else if (ArrayBuffer.isView(item) || item instanceof ArrayBuffer) bytes += item.byteLength + 32;
    else if (Array.isArray(item)) {
      // Pushing a huge array piece by piece would cost more than serialising it.
      if (item.length * 2 > limit) return Number.POSITIVE_INFINITY;
      for (const element of item) waiting.push(element);
    } else if (item instanceof Map || item instanceof Set) {
      return Number.POSITIVE_INFINITY;
    } else if (typeof item === 'object' && item !== null) {
      for (const [key, element] of Object.entries(item)) {
        bytes += key.length * 2 + 4;
        waiting.push(element);
      }
    }
  }
  return bytes;
}

/** Throws `invalid-input` when a message is too large; serialises only those that could be. */
export function assertMessageFits(message: unknown): void {
  if (boundBytes(message, maxMessageBytes) <= maxMessageBytes) return;
  const bytes = serialize(message).byteLength;
  if (bytes > maxMessageBytes) {
    throw new CarrelFailure(
      'invalid-input',
      'A message between two processes of Carrel is larger than 1 MB; ask for less at a time.',
      { bytes },
    );
  }
}

function portTransport(
  port: Port,
  post: (message: object) => void,
  disconnect: () => void,
): Transport {
  return {
    send(message) {
      assertMessageFits(message);
      // The other end may have gone a moment ago; `onClose` says so, and a late message is moot.
      if (port.connected && typeof message === 'object' && message !== null) post(message);
    },
    onMessage(listener) {
      port.on('message', listener);
    },
    onClose(listener) {
      if (port.connected) port.once('disconnect', listener);
      else queueMicrotask(listener);
    },
    close() {
      if (port.connected) disconnect();
    },
  };
}

/**
 * The channel to the process that started this one. Throws `connection-lost` in a process that
 * was started without a channel.
 */
export function parentTransport(): Transport {
  if (process.send === undefined) {
    throw new CarrelFailure(
      'connection-lost',
      'This program is a part of Carrel and is started by it, not by hand.',
    );
  }
  return portTransport(
    process,
    (message) => {
      process.send?.(message, ignore);
    },
    () => {
      process.disconnect?.();
    },
  );
}

/** The channel to a child started with an `ipc` stream and `serialization: 'advanced'`. */
export function childTransport(child: ChildProcess): Transport {
  return portTransport(
    child,
    (message) => {
      child.send(message, ignore);
    },
    () => {
      child.disconnect();
    },
  );
}

/** ERR_IPC_CHANNEL_CLOSED and EPIPE come before `disconnect` does, which ends the calls. */
function ignore(): void {}

/**
 * Makes this child process end when its parent does, however that happens: the channel closes even
 * after a kill -9. `beforeExit` may finish work for at most `graceMs`. A terminal's Ctrl-C is left
 * to the parent, which cancels by message.
 */
export function endWithParent(
  beforeExit: () => void | Promise<void> = ignore,
  graceMs = 2000,
): void {
  process.on('SIGINT', ignore);
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), graceMs);
    void (async () => {
      try {
        await beforeExit();
        process.exit(0);
      } catch {
        process.exit(1);
      }
    })();
  };
  process.once('SIGTERM', end);
  if (process.connected) process.once('disconnect', end);
  else end();
}
