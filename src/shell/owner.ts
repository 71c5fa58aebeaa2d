import { rmSync, chmodSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from '../contract/client.ts';
import { engineRoutes, type EngineRoutes } from '../contract/engine-routes.ts';
import { CarrelFailure } from '../contract/errors.ts';
import { err, ok, type Result } from '../contract/result.ts';
import type { Client } from '../contract/route.ts';
import { serve, type ServeOptions } from '../contract/server.ts';
import type { Engine } from './engine-host.ts';
import { ownerAddress } from './owner-address.ts';
import { forwardTo } from './owner-forward.ts';
import { writePidFile, isOtherProcessAlive, type PidFile } from './pid-file.ts';
import { sendGreeting, awaitGreeting, socketTransport } from './owner-socket.ts';

export interface ConnectOptions {
  /** The prepared data folder, see `prepareHome`. */
  readonly home: string;
  /** Starts an engine; called only when nobody listens for this data folder. */
  readonly startEngine: () => Promise<Result<Engine>>;
  /** Takes unexpected exceptions in calls of guests, who are given only the reference. */
  readonly onInternalError: NonNullable<ServeOptions['onInternalError']>;
  /** Called once when `close` has to wait for other processes that use this one's engine. */
  readonly onWaiting?: (guests: number) => void;
}

/** A door's connection to the engine of a data folder. */
export interface Connection {
  readonly client: Client<EngineRoutes>;
  /** `owner`: the engine runs under this process. Changes when a guest has to take over. */
  readonly role: 'owner' | 'guest';
  /** Whether another process owns the engine, or is connected to it. */
  readonly isShared: boolean;
  /**
   * Lets go of the engine. An owner first serves the calls of its guests to their end; guests that
   * are idle find the next owner, or become it, with their next call.
   */
  close(): Promise<void>;
}

interface Session {
  readonly role: 'owner' | 'guest';
  readonly client: Client<EngineRoutes>;
  isLost(): boolean;
  isShared(): boolean;
  close(): Promise<void>;
}

/** How long a starter waits for another one, known to be alive, to begin listening or to let go. */
const startTimeoutMs = 15_000;
/** The same where no such process is known: whoever holds the lock then will not let go. */
const unknownHolderTimeoutMs = 1_000;
/** An owner greets as soon as it is connected to; one that does not is stopped or hangs. */
const greetingTimeoutMs = 2_000;
/** A guest that has just connected, or just had an answer, is likely to ask again. */
const lingerMs = 300;
const maxGuests = 32;

/**
 * Connects to the process that owns the data folder, or becomes it. Throws `CarrelFailure` with
 * the engine's reason, or `home-in-use` when an owner holds the folder but does not listen.
 */
export async function connectOrOwn(options: ConnectOptions): Promise<Connection> {
  let session = await open(options);
  let opening: Promise<Session> | undefined;
  let closed = false;

  async function current(): Promise<Result<Client<EngineRoutes>>> {
    if (closed) return err({ code: 'connection-lost', message: 'Carrel is being closed.' });
    if (!session.isLost()) return ok(session.client);
    opening ??= open(options).finally(() => {
      opening = undefined;
    });
    try {
      session = await opening;
      return ok(session.client);
    } catch (error) {
      if (error instanceof CarrelFailure) return err(error.toData());
      throw error;
    }
  }

  async function close(): Promise<void> {
    closed = true;
    // Where no owner can be joined, there is only the lost one to let go of.
    if (opening !== undefined) session = await opening.catch(() => session);
    await session.close();
  }

  return {
    client: {
      async call(name, input, callOptions) {
        const client = await current();
        return client.ok ? await client.value.call(name, input, callOptions) : client;
      },
      async stream(name, input, onChunk, callOptions) {
        const client = await current();
        return client.ok ? await client.value.stream(name, input, onChunk, callOptions) : client;
      },
      close() {
        void close();
      },
    },
    get role() {
      return session.role;
    },
    get isShared() {
      return session.isShared();
    },
    close,
  };
}

async function open(options: ConnectOptions): Promise<Session> {
  const address = ownerAddress(options.home);
  const started = performance.now();
  for (;;) {
    const found = await joinOwner(address);
    if (typeof found !== 'string') return found;
    const pidFile = writePidFile(options.home);
    const engine = await options.startEngine();
    if (engine.ok) return await own(engine.value, address, pidFile, options);
    pidFile.remove();
    // What hangs with the folder in its hands is not waited for: it may hang for days.
    const timeout = isOtherProcessAlive(options.home) ? startTimeoutMs : unknownHolderTimeoutMs;
    const isOver = (): boolean => performance.now() - started > timeout;
    if (engine.error.code !== 'home-in-use' || found === 'silent' || isOver()) {
      throw CarrelFailure.from(engine.error);
    }
    // Somebody was faster and will listen in a moment, or is about to let go.
    for (let tries = 0; tries < 10 && !isOver(); tries += 1) {
      const winner = await joinOwner(address);
      if (typeof winner !== 'string') return winner;
      if (winner === 'silent') break;
      await delay(100);
    }
  }
}

/** `nobody` listens, or somebody does who is `silent`. */
async function joinOwner(address: string): Promise<Session | 'nobody' | 'silent'> {
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

async function own(
  engine: Engine,
  address: string,
  pidFile: PidFile,
  options: ConnectOptions,
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
