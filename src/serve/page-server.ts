import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { DoorRoutes } from '../contract/door-routes.ts';
import { CarrelFailure } from '../contract/errors.ts';
import type { Handlers } from '../contract/route.ts';
import type { ServeOptions } from '../contract/server.ts';
import { acceptConnections } from './connections.ts';
import { readPageFiles } from './page-files.ts';
import { answerRequests } from './requests.ts';
import { newToken } from './token.ts';

export interface PageServerOptions {
  /** Folder of the built page. */
  readonly page: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly handlers: Handlers<DoorRoutes>;
  readonly onInternalError: NonNullable<ServeOptions['onInternalError']>;
}

/** The page on 127.0.0.1. */
export interface PageServer {
  readonly port: number;
  readonly token: string;
  /** The address with the token in its fragment, which browsers do not send. */
  readonly address: string;
  close(): Promise<void>;
}

/** Cookies of other programs on 127.0.0.1 come along, since they are not kept apart by port. */
const maxHeaderBytes = 32_768;
const maxSockets = 64;
/** Time that pages have to take leave when the server closes. */
const partingMs = 500;

/**
 * Serves the built page and the contract on 127.0.0.1. Throws `path-missing` where there is no page,
 * and `invalid-input` where the port cannot be had.
 */
export async function startPageServer(options: PageServerOptions): Promise<PageServer> {
  const token = newToken();
  const files = readPageFiles(options.page);
  let port = options.port;
  const { handlers, onInternalError } = options;
  const connections = acceptConnections({ handlers, token, port: () => port, onInternalError });
  const server = createServer(
    {
      maxHeaderSize: maxHeaderBytes,
      headersTimeout: 10_000,
      requestTimeout: 10_000,
      keepAliveTimeout: 5000,
      connectionsCheckingInterval: 1000,
      insecureHTTPParser: false,
    },
    answerRequests({ files, token, port: () => port }),
  );
  server.maxConnections = maxSockets;
  server.maxRequestsPerSocket = 1000;
  server.on('upgrade', (request, socket, head) => connections.upgrade(request, socket, head));

  const listening = once(server, 'listening');
  server.listen({ host: '127.0.0.1', port: options.port });
  try {
    await listening;
  } catch (cause) {
    throw new CarrelFailure(
      'invalid-input',
      `Port ${options.port} of this machine cannot be had; choose another with --port, or leave it out.`,
      { path: 'port' },
      { cause },
    );
  }
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('a server without a port');
  port = bound.port;
  return {
    port,
    token,
    address: `http://127.0.0.1:${port}/#token=${token}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      connections.close();
      await Promise.race([closed, delay(partingMs)]);
      server.closeAllConnections();
      // Sockets that were upgraded are no longer the server's, which waits for them nevertheless.
      connections.terminate();
      await closed;
    },
  };
}
