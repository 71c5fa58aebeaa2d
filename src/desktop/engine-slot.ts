import { readdirSync, rmSync } from 'node:fs';
import { sep } from 'node:path';
import type { EngineRoutes } from '../contract/engine-routes.ts';
import { CarrelFailure } from '../contract/errors.ts';
import type { Client } from '../contract/route.ts';
import { copyHome, stateOf, type CopyOptions } from '../shell/copy-home.ts';
import { prepareHome } from '../shell/home.ts';
import { currentPlaces } from '../shell/home-places.ts';
import { writePointer } from '../shell/home-pointer.ts';
import { isOtherProcessAlive } from '../shell/pid-file.ts';
import { openSession, type Session } from '../shell/session.ts';

/** The engine of the desktop application, which stays the same to its windows when its data move. */
export class EngineSlot {
  readonly client: Client<EngineRoutes>;
  readonly #note: (sentence: string) => void;
  #session: Session;
  #home: string;
  /** Of a move under way: it ends with an engine that is open, or with none. */
  #moving: PromiseWithResolvers<void> | null = null;
  /** Aborts a move under way when the application is closed. */
  readonly #closing = new AbortController();

  private constructor(session: Session, home: string, note: (sentence: string) => void) {
    this.#session = session;
    this.#home = home;
    this.#note = note;
    this.client = {
      call: async (name, input, options) => {
        await this.#settled(options?.signal);
        return await this.#session.client.call(name, input, options);
      },
      stream: async (name, input, onChunk, options) => {
        await this.#settled(options?.signal);
        return await this.#session.client.stream(name, input, onChunk, options);
      },
      close: () => {
        void this.close();
      },
    };
  }

  /** Opens the engine of a prepared data folder. @throws CarrelFailure the engine's own reason. */
  static async open(home: string, note: (sentence: string) => void): Promise<EngineSlot> {
    return new EngineSlot(await start(home, note), home, note);
  }

  /** The data folder. */
  get home(): string {
    return this.#home;
  }

  /** A move under way is given up first, and its copy removed. */
  async close(): Promise<void> {
    this.#closing.abort(new CarrelFailure('cancelled', 'Carrel is being closed.'));
    await this.#moving?.promise;
    await this.#session.close();
  }

  /**
   * Moves the data folder to an empty or new one: the engine is closed, everything copied and read
   * back, the engine opened there, the new place noted, and only then the old one is emptied.
   * Whatever fails before that leaves the data where they were, with the engine open again; so does
   * another process that uses the old place, now or meanwhile.
   *
   * @throws CarrelFailure `home-in-use`, `home-unusable`, `home-read-only`, `disk-full`, `busy`.
   */
  async move(to: string, options: CopyOptions): Promise<{ home: string }> {
    if (this.#moving !== null)
      throw new CarrelFailure('busy', 'The data folder is being moved already.');
    if (this.#session.isShared) throw inUse();
    const from = this.#home;
    const target = prepareHome(to);
    assertApart(from, target);
    this.#moving = Promise.withResolvers();
    try {
      await this.#session.close();
      try {
        const before = await stateOf(from);
        const signal = AbortSignal.any([options.signal, this.#closing.signal]);
        await copyHome(from, target, { ...options, signal });
        this.#session = await openNoted(target, this.#note, async () => {
          signal.throwIfAborted();
          if (isOtherProcessAlive(from) || (await stateOf(from)) !== before) throw inUse();
        });
      } catch (error) {
        empty(target);
        if (this.#closing.signal.aborted) throw error;
        this.#session = await start(from, this.#note);
        throw error;
      }
      this.#home = target;
      empty(from);
      return { home: target };
    } finally {
      this.#moving.resolve();
      this.#moving = null;
    }
  }

  /** What is asked while the data move waits for their new place, or until it is given up. */
  async #settled(signal: AbortSignal | undefined): Promise<void> {
    if (this.#moving === null || signal?.aborted === true) return;
    const aborted = Promise.withResolvers<void>();
    signal?.addEventListener('abort', () => aborted.resolve(), { once: true });
    await Promise.race([this.#moving.promise, aborted.promise]);
  }
}

/** The page shows the grade of isolation; a window that refuses to open would tell nobody why. */
async function start(home: string, note: (sentence: string) => void): Promise<Session> {
  // What is damaged can be mended on the page.
  return await openSession({ home, note, allowUnsandboxed: true, despiteDamage: true });
}

/** The place is noted last, in one step, so that there is never a note to take back. */
async function openNoted(
  home: string,
  note: (sentence: string) => void,
  mayBeNoted: () => Promise<void>,
): Promise<Session> {
  const session = await start(home, note);
  try {
    await mayBeNoted();
    writePointer(home, currentPlaces());
    return session;
  } catch (error) {
    await session.close();
    throw error;
  }
}

function inUse(): CarrelFailure {
  return new CarrelFailure(
    'home-in-use',
    'Another process of Carrel uses this data folder. Close it, then move the folder.',
  );
}

function assertApart(from: string, target: string): void {
  const unusable = (why: string) =>
    new CarrelFailure(
      'home-unusable',
      `The folder ${target} ${why}. Choose a new or an empty folder elsewhere.`,
      { home: target },
    );
  if (`${target}${sep}`.startsWith(`${from}${sep}`) || from.startsWith(`${target}${sep}`)) {
    throw unusable('and the present data folder lie in one another');
  }
  if (readdirSync(target).length > 0) throw unusable('is not empty');
}

/** Empties and removes a folder; what the system holds back is of no use to anybody. */
function empty(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // The folder itself may be a mount point or a working folder; its files are gone first.
  }
}
