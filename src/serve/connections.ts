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
const authenticationTimeoutMs = 5000;
/** Connections of pages, and as many more that have not shown the token yet. */
const maxConnections = 8;

const firstMessage = z.strictObject({ token: z.string().max(200) });

/** The pages' WebSockets, over which the contract is served. */
export interface Connections {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes the pages' connections in order. */
  close(): void;
  /** Cuts off the connections that are still there. */
  terminate(): void;
}

/** Accepts WebSockets of the own page at `/contract` and serves those whose first message is the token. */
export function acceptConnections(options: ConnectionOptions): Connections {
  const upgrader = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
    clientTracking: false,
  });
  const unauthenticated = new Set<WebSocket>();
  const pages = new Set<WebSocket>();

  function authenticate(socket: WebSocket): void {
    unauthenticated.add(socket);
    const timeout = setTimeout(() => socket.terminate(), authenticationTimeoutMs);
    // `close` follows and says all that matters.
    socket.on('error', () => undefined);
    socket.once('close', () => {
      clearTimeout(timeout);
      unauthenticated.delete(socket);
      pages.delete(socket);
    });
    socket.once('message', (data, isBinary) => {
      clearTimeout(timeout);
      const first = firstMessage.safeParse(readJson(data, isBinary));
      if (!first.success || !isToken(first.data.token, options.token)) {
        socket.close(closeCodes.policy, 'this address is no longer valid');
        return;
      }
      if (pages.size >= maxConnections) {
        socket.close(closeCodes.tryAgainLater, 'too many windows');
        return;
      }
      unauthenticated.delete(socket);
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
        (unauthenticated.size >= maxConnections
          ? { status: 503 as const, reason: 'too many connections' }
          : undefined);
      if (refusal === undefined) upgrader.handleUpgrade(request, socket, head, authenticate);
      else refuse(socket, refusal);
    },
    close() {
      for (const socket of unauthenticated) socket.terminate();
      for (const socket of pages) socket.close(closeCodes.goingAway);
    },
    terminate() {
      for (const socket of [...unauthenticated, ...pages]) socket.terminate();
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
