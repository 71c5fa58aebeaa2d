import type { Transport } from '../../src/contract/route.ts';

/** Code that the server closes a window with that is one too many ("try again later"). */
const CROWDED = 1013;

/**
 * The contract over a WebSocket of the page's own origin. The token is the first message; it is
 * never part of an address. Messages sent before the socket is open wait for it. `onCrowded` is told
 * before the connection's end where there are too many windows.
 */
export function websocketTransport(token: string, onCrowded: () => void): Transport {
  const address = new URL('/contract', location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  address.hash = '';
  const socket = new WebSocket(address);
  const messageListeners: ((message: unknown) => void)[] = [];
  const closeListeners: (() => void)[] = [];
  let waiting: string[] | undefined = [];

  socket.addEventListener('open', () => {
    socket.send(JSON.stringify({ token }));
    for (const message of waiting ?? []) socket.send(message);
    waiting = undefined;
  });
  socket.addEventListener('message', ({ data }) => {
    if (typeof data !== 'string') return;
    const message: unknown = JSON.parse(data);
    for (const listener of messageListeners) listener(message);
  });
  socket.addEventListener('close', ({ code }) => {
    if (code === CROWDED) onCrowded();
    for (const listener of closeListeners) listener();
  });

  return {
    send(message) {
      const text = JSON.stringify(message);
      if (waiting !== undefined) waiting.push(text);
      else if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    onMessage(listener) {
      messageListeners.push(listener);
    },
    onClose(listener) {
      if (socket.readyState === WebSocket.CLOSED) queueMicrotask(listener);
      else closeListeners.push(listener);
    },
    close() {
      socket.close();
    },
  };
}
