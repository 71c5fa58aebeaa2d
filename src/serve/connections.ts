import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';
import { doorRoutes, type DoorRoutes } from '../contract/door-routes.ts';
import type { Handlers } from '../contract/route.ts';
import { serve, type ServeOptions } from '../contract/server.ts';
import { upgradeRefusalOf, type Refusal } from './guard.ts';
import { isToken } from './token.ts';
import { closeCodes, readJson, webSocketTransport } from './web-socket-transport.ts';

export interface ConnectionOptions {
  readonly handlers: Handlers<DoorRoutes>;
  readonly token: string;
  readonly port: () => number;
  readonly onInternalError: NonNullable<ServeOptions['onInternalError']>;
}

/** Largest message of a page, in bytes; a part of a dropped file has 700 kB in base64. */
const maxMessageBytes = 2_000_000;
/** Time a connection has to show the token. */
const patienceMs = 5000;
/** Connections of pages, and as many more that have not shown the token yet. */
const maxConnections = 8;

const greeting = z.strictObject({ token: z.string().max(200) });

/** The pages' connections, which the contract is served over. */
export interface Connections {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Takes leave of the pages. */
  close(): void;
  /** Cuts off those that are still there. */
  end(): void;
}

/** Takes in WebSockets of the own page at `/contract`, whose first message is the token. */
export function acceptConnections(options: ConnectionOptions): Connections {
  const upgrader = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
    clientTracking: false,
  });
  const strangers = new Set<WebSocket>();
  const pages = new Set<WebSocket>();

  function welcome(socket: WebSocket): void {
    strangers.add(socket);
    const patience = setTimeout(() => socket.terminate(), patienceMs);
    // `close` follows and says all that matters.
    socket.on('error', () => undefined);
    socket.once('close', () => {
      clearTimeout(patience);
      strangers.delete(socket);
      pages.delete(socket);
    });
    socket.once('message', (data, isBinary) => {
      clearTimeout(patience);
      const first = greeting.safeParse(readJson(data, isBinary));
      if (!first.success || !isToken(first.data.token, options.token)) {
        socket.close(closeCodes.policy, 'this address is no longer valid');
        return;
      }
      if (pages.size >= maxConnections) {
        socket.close(closeCodes.tryAgainLater, 'too many windows');
        return;
      }
      strangers.delete(socket);
      pages.add(socket);
      serve(doorRoutes, options.handlers, webSocketTransport(socket), {
        onInternalError: options.onInternalError,
      });
    });
  }

  return {
    upgrade(request, socket, head) {
      socket.on('error', () => socket.destroy());
      const refusal =
        upgradeRefusalOf(request, options.port()) ??
        (strangers.size >= maxConnections
          ? { status: 503 as const, reason: 'too many connections' }
          : undefined);
      if (refusal === undefined) upgrader.handleUpgrade(request, socket, head, welcome);
      else refuse(socket, refusal);
    },
    close() {
      for (const socket of strangers) socket.terminate();
      for (const socket of pages) socket.close(closeCodes.goingAway);
    },
    end() {
      for (const socket of [...strangers, ...pages]) socket.terminate();
    },
  };
}

function refuse(socket: Duplex, { status, reason }: Refusal): void {
  const body = `${reason}\n`;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n` +
      'Connection: close\r\nContent-Type: text/plain; charset=utf-8\r\n' +
      `X-Content-Type-Options: nosniff\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  // An other end that does not close in turn is not waited for.
  setTimeout(() => socket.destroy(), 1000).unref();
}
