import { createConnection, type Socket } from 'node:net';
import { createClient } from '../contract/client.ts';
import { engineRoutes, type EngineRoutes } from '../contract/engine-routes.ts';
import type { Client } from '../contract/route.ts';
import { awaitGreeting, socketTransport } from './owner-socket.ts';

/** One way to the engine, for as long as it holds: as its owner, or through another process's socket. */
export interface Session {
  readonly role: 'owner' | 'guest';
  readonly client: Client<EngineRoutes>;
  isLost(): boolean;
  isShared(): boolean;
  close(): Promise<void>;
}

/** An owner greets as soon as it is connected to; one that does not is stopped or hangs. */
const greetingTimeoutMs = 2_000;

/**
 * Connects to the process that listens at an address. `nobody` where none does; `silent` where one does that does
 * not greet, since it is stopped or hangs.
 */
export async function joinOwner(address: string): Promise<Session | 'nobody' | 'silent'> {
  const socket = await connect(address);
  if (socket === undefined) return 'nobody';
  const heard = await awaitGreeting(socket, greetingTimeoutMs);
  if (heard !== 'greeted') {
    socket.destroy();
    return heard === 'closed' ? 'nobody' : 'silent';
  }
  let lost = false;
  const transport = socketTransport(socket);
  transport.onClose(() => {
    lost = true;
  });
  const client = createClient(engineRoutes, transport);
  // An owner that is just ending accepts and closes.
  const status = await client.call('status', {});
  if (!status.ok && status.error.code === 'connection-lost') return 'nobody';
  return {
    role: 'guest',
    client,
    isLost: () => lost,
    isShared: () => true,
    close() {
      client.close();
      return Promise.resolve();
    },
  };
}

/** Undefined where nobody listens: no socket, or one that a killed owner left behind. */
function connect(address: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = createConnection(address);
    socket.once('connect', () => {
      resolve(socket);
    });
    socket.once('error', () => {
      resolve(undefined);
    });
  });
}
