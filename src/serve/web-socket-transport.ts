import type { WebSocket } from 'ws';
import { CarrelFailure } from '../contract/errors.ts';
import type { Transport } from '../contract/route.ts';

/** Largest message to the page, in bytes: what fits into 1 MB on a process channel grows in JSON. */
const maxSentBytes = 4_000_000;

/** Bytes that may wait for a page that does not read, before it is cut off. */
const maxUnsentBytes = 16_000_000;

/** Close codes of the WebSocket protocol (RFC 6455, 7.4.1; 1013 by IANA's registry). */
export const closeCodes = {
  goingAway: 1001,
  unsupported: 1003,
  policy: 1008,
  tryAgainLater: 1013,
} as const;

/** A transport of one JSON document a message. What is no JSON text ends the connection. */
export function webSocketTransport(socket: WebSocket): Transport {
  return {
    send(message) {
      if (socket.readyState !== socket.OPEN) return;
      const text = JSON.stringify(message);
      if (Buffer.byteLength(text) > maxSentBytes) {
        throw new CarrelFailure(
          'invalid-input',
          'An answer is too large for one message; ask for less at a time.',
        );
      }
      socket.send(text);
      if (socket.bufferedAmount > maxUnsentBytes) socket.terminate();
    },
    onMessage(listener) {
      socket.on('message', (data, isBinary) => {
        const message = readJson(data, isBinary);
        if (message === undefined) socket.close(closeCodes.unsupported);
        else listener(message);
      });
    },
    onClose(listener) {
      if (socket.readyState === socket.CLOSED) queueMicrotask(listener);
      else socket.once('close', listener);
    },
    close() {
      socket.close();
    },
  };
}

/** The JSON document of a text message; undefined for anything else. */
export function readJson(data: unknown, isBinary: boolean): unknown {
  if (isBinary || !Buffer.isBuffer(data)) return undefined;
  try {
    return JSON.parse(data.toString('utf8'));
  } catch {
    return undefined;
  }
}
