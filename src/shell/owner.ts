import { setTimeout as delay } from 'node:timers/promises';
import type { EngineRoutes } from '../contract/engine-routes.ts';
import { CarrelFailure } from '../contract/errors.ts';
import { err, ok, type Result } from '../contract/result.ts';
import type { Client } from '../contract/route.ts';
import { becomeOwner, type OwnerOptions } from './become-owner.ts';
import type { Engine } from './engine-host.ts';
import { joinOwner, type Session } from './join-owner.ts';
import { ownerAddress } from './owner-address.ts';
import { isOtherProcessAlive, writePidFile } from './pid-file.ts';

export interface ConnectOptions extends OwnerOptions {
  /** Starts an engine; called only when nobody listens for this data folder. */
  readonly startEngine: () => Promise<Result<Engine>>;
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

/** How long a starter waits for another one, known to be alive, to begin listening or to let go. */
const startTimeoutMs = 15_000;
/** The same where no such process is known: whoever holds the lock then will not let go. */
const unknownHolderTimeoutMs = 1_000;

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
    if (engine.ok) return await becomeOwner(engine.value, address, pidFile, options);
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
