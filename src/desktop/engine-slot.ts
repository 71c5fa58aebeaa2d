import { readdirSync, rmSync } from 'node:fs';
import { sep } from 'node:path';
import type { EngineRoutes } from '../contract/engine-routes.ts';
import { CarrelFailure } from '../contract/errors.ts';
import type { Client } from '../contract/route.ts';
import { copyHome, type CopyOptions } from '../shell/copy-home.ts';
import { prepareHome } from '../shell/home.ts';
import { currentPlaces } from '../shell/home-places.ts';
import { readPointer, writePointer } from '../shell/home-pointer.ts';
import { openSession, type Session } from '../shell/session.ts';

/** The engine of the desktop application, which stays the same to its windows when its data move. */
export class EngineSlot {
  readonly client: Client<EngineRoutes>;
  readonly #note: (sentence: string) => void;
  #session: Session;
  #home: string;
  #moving = false;

  private constructor(session: Session, home: string, note: (sentence: string) => void) {
    this.#session = session;
    this.#home = home;
    this.#note = note;
    this.client = {
      call: (name, input, options) => this.#session.client.call(name, input, options),
      stream: (name, input, onChunk, options) =>
        this.#session.client.stream(name, input, onChunk, options),
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

  async close(): Promise<void> {
    await this.#session.close();
  }

  /**
   * Moves the data folder to an empty or new one: the engine is closed, everything copied and read
   * back, the engine opened there, and only then the old place is emptied. Whatever fails before
   * that leaves the data where they were, with the engine open again.
   *
   * @throws CarrelFailure `home-unusable`, `home-read-only`, `disk-full`, `busy`.
   */
  async move(to: string, options: CopyOptions): Promise<{ home: string }> {
    if (this.#moving) throw new CarrelFailure('busy', 'The data folder is being moved already.');
    const from = this.#home;
    const target = prepareHome(to);
    assertApart(from, target);
    this.#moving = true;
    const places = currentPlaces();
    const before = readPointer(places);
    try {
      await this.#session.close();
      try {
        await copyHome(from, target, options);
        writePointer(target, places);
        this.#session = await start(target, this.#note);
      } catch (error) {
        writePointer(before, places);
        empty(target);
        this.#session = await start(from, this.#note);
        throw error;
      }
      this.#home = target;
      empty(from);
      return { home: target };
    } finally {
      this.#moving = false;
    }
  }
}

/** The page shows the grade of isolation; a window that refuses to open would tell nobody why. */
async function start(home: string, note: (sentence: string) => void): Promise<Session> {
  return await openSession({ home, note, allowUnsandboxed: true });
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
