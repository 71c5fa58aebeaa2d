import type { Socket } from 'node:net';
import { CarrelFailure } from '../contract/errors.ts';
import type { Transport } from '../contract/route.ts';

/**
 * Largest line in bytes. What fits into 1 MB on a process channel grows in JSON, mostly by a half
 * (wide characters take 2 bytes there and 3 here); beyond this sending throws.
 */
const maxLineBytes = 4_000_000;

/** Bytes that may wait for a reader that does not read, before it is cut off. */
const maxUnsentBytes = 32_000_000;

const lineFeed = 0x0a;

/** The first thing an owner says on a connection: the process itself, not its engine, is there. */
const greeting = Buffer.from('carrel\n');

/** Sends the greeting, before anything else is sent. */
export function sendGreeting(socket: Socket): void {
  socket.write(greeting);
}

/**
 * Waits for the greeting and takes it off the stream. `silent` where it does not come in time or
 * something else does; `closed` where the other end closes first.
 */
export async function awaitGreeting(
  socket: Socket,
  milliseconds: number,
): Promise<'greeted' | 'silent' | 'closed'> {
  const outcome = Promise.withResolvers<'greeted' | 'silent' | 'closed'>();
  const timer = setTimeout(() => outcome.resolve('silent'), milliseconds);
  const onReadable = (): void => {
    const said: unknown = socket.read(greeting.length);
    if (said === null) return;
    outcome.resolve(said instanceof Buffer && said.equals(greeting) ? 'greeted' : 'silent');
  };
  const onClose = (): void => outcome.resolve('closed');
  socket.on('readable', onReadable).on('end', onClose).on('close', onClose).on('error', onClose);
  try {
    return await outcome.promise;
  } finally {
    clearTimeout(timer);
    socket.off('readable', onReadable).off('end', onClose).off('close', onClose);
  }
}

/**
 * A transport of JSON lines over a socket, for route tables without binary data. Lines beyond the
 * limit and lines that are no JSON end the connection.
 */
export function socketTransport(socket: Socket): Transport {
  const messageListeners: ((message: unknown) => void)[] = [];
  let parts: Buffer[] = [];
  let pending = 0;

  function deliver(line: string): void {
    const message: unknown = JSON.parse(line);
    for (const listener of messageListeners) listener(message);
  }

  function read(data: Buffer): void {
    let rest = data;
    for (let end = rest.indexOf(lineFeed); end >= 0; end = rest.indexOf(lineFeed)) {
      const line = Buffer.concat([...parts, rest.subarray(0, end)]);
      parts = [];
      pending = 0;
      rest = rest.subarray(end + 1);
      if (line.length > maxLineBytes) throw new Error('too long a line');
      deliver(line.toString('utf8'));
    }
    if (rest.length > 0) parts.push(rest);
    pending += rest.length;
    if (pending > maxLineBytes) throw new Error('too long a line');
  }

  socket.on('data', (data: Buffer) => {
    try {
      read(data);
    } catch {
      socket.destroy();
    }
  });
  // `close` follows and says all that matters.
  socket.on('error', () => {});

  return {
    send(message) {
      if (socket.destroyed || socket.writableEnded) return;
      const line = `${JSON.stringify(message)}\n`;
      if (Buffer.byteLength(line) > maxLineBytes) {
        throw new CarrelFailure(
          'invalid-input',
          'A message between two processes of Carrel is too large; ask for less at a time.',
        );
      }
      socket.write(line);
      if (socket.writableLength > maxUnsentBytes) socket.destroy();
    },
    onMessage(listener) {
      messageListeners.push(listener);
    },
    onClose(listener) {
      if (socket.closed) queueMicrotask(listener);
      else socket.once('close', listener);
    },
    close() {
      // What was sent still arrives; an other end that does not close in turn is not waited for.
      socket.end();
      setTimeout(() => socket.destroy(), 1000).unref();
    },
  };
}
