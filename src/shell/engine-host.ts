import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { extname, join } from 'node:path';
import { engineRoutes, type EngineRoutes } from '../contract/engine-routes.ts';
import { ok, type Result } from '../contract/result.ts';
import type { Client } from '../contract/route.ts';
import type { ChildExit } from '../process/child-exit.ts';
import { spawnNode, type Confine } from '../process/spawn.ts';
import { supervise } from '../process/supervise.ts';
import { homeMissing, HomePresence } from './home-presence.ts';
import { ownFolder } from './home.ts';

export interface EngineOptions {
  /** The prepared data folder, see `prepareHome`. */
  readonly home: string;
  readonly confine?: Confine;
  /** Added to the engine's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called after every exit that was not asked for; the engine is started again. */
  readonly onUnexpectedExit?: (exit: ChildExit) => void;
  /** Keep an engine whose store is damaged, to mend or replace it. */
  readonly despiteDamage?: boolean;
  /** The engine's program; the product's own where absent. */
  readonly entry?: string;
}

/** A running engine, kept running until it is disposed of. */
export interface Engine {
  readonly client: Client<EngineRoutes>;
  pid(): number | undefined;
  /** Ends the engine, giving it the time to finish what it is writing. */
  dispose(): Promise<void>;
}

/** Named as this file is: the engine runs from its sources, in packages too (docs/adr/0106). */
const engineEntry = join(
  import.meta.dirname,
  '..',
  'engine',
  `main${extname(import.meta.filename)}`,
);

/**
 * Starts the engine with the data folder as all it may write, and waits until it has answered a
 * first `status`. Restarts it when it dies, at most 5 times a minute. Where the data folder vanishes, the
 * engine is ended and calls fail with `home-missing` until it is back. The result's error is the
 * engine's own reason (`home-in-use`, `store-damaged` ...) or `engine-failed`.
 */
export async function startEngine(options: EngineOptions): Promise<Result<Engine>> {
  const { home } = options;
  const temporary = ownFolder(home, 'tmp');
  let current = '';
  const presence = new HomePresence(home);
  const engine = supervise({
    routes: engineRoutes,
    start: () => {
      presence.assertThere();
      // Each engine has a folder of its own: another one may be running on this data folder, which
      // only the engine's lock can tell.
      current = randomUUID();
      const folder = join(temporary, current);
      mkdirSync(folder, { mode: 0o700 });
      return spawnNode({
        entry: options.entry ?? engineEntry,
        semiSpaceMb: 4,
        permissions: {
          read: '*',
          write: [home],
          addons: true,
          childProcess: true,
          worker: true,
          network: false,
          // Only for fsync, which Node turns off under the permission model: see process/flush.ts.
          ffi: true,
        },
        env: { ...options.env, CARREL_HOME: home, TMPDIR: folder, TMP: folder, TEMP: folder },
        ...(options.confine === undefined ? {} : { confine: options.confine }),
      });
    },
    async prepare(client) {
      const status = await client.call('status', {});
      // It has the lock: whatever else lies there was left by engines that were killed.
      if (status.ok) {
        emptyExcept(temporary, current);
        presence.remember();
        // What it has open is of no use any more, and a disk that is still mounted can be let go.
        presence.watch(() => engine.kill());
      }
      return isUsable(status) ? ok(undefined) : status;
    },
    failure: (exit) => (presence.isGone ? homeMissing : engineFailure(exit)),
    restart: { maxPerMinute: 5, backoffMs: 200 },
    eager: true,
    graceMs: 5000,
    ...(options.onUnexpectedExit === undefined
      ? {}
      : { onUnexpectedExit: options.onUnexpectedExit }),
  });

  function isUsable(status: Result<unknown>): boolean {
    return status.ok || (options.despiteDamage === true && status.error.code === 'store-damaged');
  }

  async function dispose(): Promise<void> {
    presence.end();
    await engine.dispose();
    remove(join(temporary, current));
  }

  const status = await engine.client.call('status', {});
  if (!status.ok && !isUsable(status)) {
    await dispose();
    return status;
  }
  return { ok: true, value: { client: engine.client, pid: () => engine.pid(), dispose } };
}

function engineFailure(exit: ChildExit): { code: 'engine-failed'; message: string } {
  return {
    code: 'engine-failed',
    message: exit.outOfMemory
      ? 'The engine ran out of memory and is started again. What was finished is kept.'
      : 'The engine stopped unexpectedly and is started again. What was finished is kept.',
  };
}

function emptyExcept(folder: string, kept: string): void {
  for (const name of readdirSync(folder)) if (name !== kept) remove(join(folder, name));
}

/** What cannot be removed now is tried again at the next start. */
function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 2 });
  } catch {
    // On Windows a virus scanner may hold a file for a moment.
  }
}
