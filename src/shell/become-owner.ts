import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { engineRoutes } from '../contract/engine-routes.ts';
import { CarrelFailure } from '../contract/errors.ts';
import { serve, type ServeOptions } from '../contract/server.ts';
import type { Engine } from './engine-host.ts';
import type { Session } from './join-owner.ts';
import { forwardTo } from './owner-forward.ts';
import { sendGreeting, socketTransport } from './owner-socket.ts';
import type { PidFile } from './pid-file.ts';

export interface OwnerOptions {
  /** The prepared data folder, see `prepareHome`. */
  readonly home: string;
  /** Takes unexpected exceptions in calls of guests, who are given only the reference. */
  readonly onInternalError: NonNullable<ServeOptions['onInternalError']>;
  /** Called once when `close` has to wait for other processes that use this one's engine. */
  readonly onWaiting?: (guests: number) => void;
}

/** A guest that has just connected, or just had an answer, is likely to ask again. */
const lingerMs = 300;
const maxGuests = 32;

/**
 * Serves an engine that this process started to other processes, at the owner's address.
 *
 * @throws CarrelFailure `home-unusable` where the data folder cannot hold a socket.
 */
export async function becomeOwner(
  engine: Engine,
  address: string,
  pidFile: PidFile,
  options: OwnerOptions,
): Promise<Session> {
  pidFile.setEngine(engine.pid());
  const guests = new Set<Socket>();
  let calls = 0;
  let lastCall = 0;

  const server = createServer((socket) => {
    guests.add(socket);
    lastCall = performance.now();
    socket.once('close', () => guests.delete(socket));
    const forward = forwardTo(engineRoutes, engine.client, (change) => {
      calls += change;
      lastCall = performance.now();
    });
    sendGreeting(socket);
    serve(engineRoutes, forward, socketTransport(socket), {
      onInternalError: options.onInternalError,
    });
  });
  server.maxConnections = maxGuests;

  try {
    await listen(server, address);
  } catch (error) {
    await engine.dispose();
    pidFile.remove();
    throw new CarrelFailure(
      'home-unusable',
      `The data folder ${options.home} cannot hold a socket; choose another with --home.`,
      { home: options.home },
      { cause: error },
    );
  }

  async function close(): Promise<void> {
    const busy = () => guests.size > 0 && (calls > 0 || performance.now() - lastCall < lingerMs);
    if (calls > 0) options.onWaiting?.(guests.size);
    while (busy()) await delay(50);
    // Closing removes the socket, which must happen while the engine still holds the lock: later
    // it could be the next owner's.
    server.close();
    for (const guest of guests) guest.end();
    await engine.dispose();
    pidFile.remove();
    for (const guest of guests) guest.destroy();
  }

  return {
    role: 'owner',
    client: engine.client,
    isLost: () => false,
    isShared: () => guests.size > 0,
    close,
  };
}

/** The engine of this process holds the lock, so a socket that is there was left behind. */
async function listen(server: Server, address: string): Promise<void> {
  const onPipe = address.startsWith('\\\\');
  if (!onPipe) rmSync(address, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, () => {
      server.off('error', reject);
      resolve();
    });
  });
  if (!onPipe) chmodSync(address, 0o600);
}
