import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from '../contract/client.ts';
import { CarrelFailure, type ContractError } from '../contract/errors.ts';
import { err, ok, type Result } from '../contract/result.ts';
import type { Client, Routes, Transport } from '../contract/route.ts';
import { cancelledError } from '../contract/wire.ts';
import { childTransport } from './channel.ts';
import { exitOf, endChild, RESTART_CODE, type ChildExit } from './child-exit.ts';
import type { NodeChild } from './spawn.ts';
import { guardClient, type Watchdog } from './watchdog.ts';

export interface RestartPolicy {
  /** Exits within one minute after which calls fail at once; `Infinity` never gives up. */
  readonly maxPerMinute: number;
  /** Wait before the second restart within a minute; doubles with each, up to 5 s. */
  readonly backoffMs: number;
}

export interface SuperviseOptions<R extends Routes> {
  readonly routes: R;
  readonly start: () => NodeChild;
  /** The error of calls that were in flight when the child died, or could not be started for it. */
  readonly failure: (exit: ChildExit) => ContractError;
  readonly restart: RestartPolicy;
  /** Runs on every new child before any call, for instance to configure it. */
  readonly prepare?: (client: Client<R>) => Promise<Result<unknown>>;
  /** Called after every exit that was not asked for. */
  readonly onUnexpectedExit?: (exit: ChildExit) => void;
  /** Start a new child as soon as one dies, not at the next call. */
  readonly eager?: boolean;
  /** Kills a child that hangs, so that its calls fail and the next one is answered by another. */
  readonly watchdog?: Watchdog<R>;
  /** Time a child has to end by itself in `dispose`, before SIGTERM and then SIGKILL. */
  readonly graceMs?: number;
}

/** One child process that is kept running behind a client. */
export interface Supervised<R extends Routes> {
  /** Starts the child where there is none. Its `close` is the same as `dispose`. */
  readonly client: Client<R>;
  /** The child's process id while there is one. */
  pid(): number | undefined;
  /** Ends the child at once (SIGKILL), for instance past a deadline; the next call starts another. */
  kill(): void;
  /** Ends the child for good and waits until it is gone. */
  dispose(): Promise<void>;
}

interface Running<R extends Routes> {
  readonly child: NodeChild;
  readonly exit: Promise<ChildExit>;
  readonly client: Client<R>;
}

const longestBackoffMs = 5000;
const unknownExit: ChildExit = { code: null, signal: null, outOfMemory: false, stderr: '' };

/** Keeps one child process running; see `SuperviseOptions`. The first call starts it. */
export function supervise<R extends Routes>(options: SuperviseOptions<R>): Supervised<R> {
  const exits: { readonly at: number; readonly exit: ChildExit }[] = [];
  const killed = new WeakSet<NodeChild>();
  const stopping = new AbortController();
  /** Exits to come, those of children that were killed but are not gone yet among them. */
  const alive = new Set<Promise<ChildExit>>();
  let running: Running<R> | undefined;
  let starting: Promise<Result<Client<R>>> | undefined;

  function recentExits(): number {
    const minuteAgo = performance.now() - 60_000;
    while (exits[0] !== undefined && exits[0].at < minuteAgo) exits.shift();
    return exits.length;
  }

  function launch(): Running<R> {
    const child = options.start();
    let last = unknownExit;
    // Registered before the client learns of the exit, so that its calls can say how it was.
    const exit = exitOf(child).then((how) => {
      last = how;
      alive.delete(exit);
      if (running?.child === child) running = undefined;
      if (killed.has(child) || stopping.signal.aborted) return how;
      if (how.code === RESTART_CODE) void ensure();
      else recordExit(how);
      return how;
    });
    alive.add(exit);
    const transport = untilExit(child, exit, () => stopping.signal.aborted);
    const client = createClient(options.routes, transport, {
      lostError: () => options.failure(last),
      mismatchError: (route, path) => ({
        code: options.failure(last).code,
        message: 'A part of Carrel gave an answer that does not fit; try again.',
        details: { route, path },
      }),
    });
    const mine = { child, exit, client };
    const { watchdog } = options;
    if (watchdog !== undefined) {
      const guard = guardClient(client, watchdog, () => {
        watchdog.onHang?.();
        discard(mine);
      });
      void exit.then(guard.end);
      return { ...mine, client: guard.client };
    }
    return mine;
  }

  /** Ends a child on purpose: its exit is not counted. */
  function discard(mine: Running<R>): void {
    killed.add(mine.child);
    if (running?.child === mine.child) running = undefined;
    mine.child.process.kill('SIGKILL');
  }

  function recordExit(exit: ChildExit): void {
    exits.push({ at: performance.now(), exit });
    // Only as many are kept as a policy may ask about.
    if (exits.length > 100) exits.shift();
    options.onUnexpectedExit?.(exit);
    if (options.eager === true) void ensure();
  }

  async function startNew(): Promise<Result<Client<R>>> {
    const count = recentExits();
    const lastExit = exits.at(-1);
    if (lastExit !== undefined && count >= options.restart.maxPerMinute) {
      return err(options.failure(lastExit.exit));
    }
    if (count > 1) {
      const wait = options.restart.backoffMs * 2 ** (count - 2);
      await delay(Math.min(wait, longestBackoffMs), undefined, { signal: stopping.signal });
    }
    if (stopping.signal.aborted) return err(disposed());
    const mine = launch();
    running = mine;
    const prepared = await options.prepare?.(mine.client);
    if (prepared === undefined || prepared.ok) return ok(mine.client);
    // Nothing may be asked of a child that is not prepared; the next call starts another.
    discard(mine);
    return prepared;
  }

  function ensure(): Promise<Result<Client<R>>> {
    if (stopping.signal.aborted) return Promise.resolve(err(disposed()));
    if (starting !== undefined) return starting;
    if (running !== undefined) return Promise.resolve(ok(running.client));
    starting = startNew()
      .catch((error: unknown) => {
        if (stopping.signal.aborted) return err(disposed());
        if (error instanceof CarrelFailure) return err(error.toData());
        return err(options.failure({ ...unknownExit, stderr: String(error) }));
      })
      .finally(() => {
        starting = undefined;
      });
    return starting;
  }

  async function dispose(): Promise<void> {
    stopping.abort();
    const last = running;
    if (last !== undefined) await endChild(last.child, last.exit, options.graceMs ?? 3000);
    await Promise.all(alive);
  }

  return {
    client: {
      async call(name, input, callOptions) {
        const client = await orAborted(ensure(), callOptions?.signal);
        return client.ok ? await client.value.call(name, input, callOptions) : client;
      },
      async stream(name, input, onChunk, callOptions) {
        const client = await orAborted(ensure(), callOptions?.signal);
        return client.ok ? await client.value.stream(name, input, onChunk, callOptions) : client;
      },
      close() {
        void dispose();
      },
    },
    pid: () => running?.child.process.pid,
    kill() {
      if (running !== undefined) discard(running);
    },
    dispose,
  };
}

/**
 * The child's channel, closed only once the child is known to be dead, so that the calls it leaves
 * behind can say how it died. A child that closes its channel and lives on is killed, unless it
 * was asked to end.
 */
function untilExit(
  child: NodeChild,
  exit: Promise<ChildExit>,
  askedToEnd: () => boolean,
): Transport {
  const channel = childTransport(child.process);
  const kill = () => child.process.kill('SIGKILL');
  channel.onClose(() => {
    if (!askedToEnd()) setTimeout(kill, 1000).unref();
  });
  return {
    send(message) {
      channel.send(message);
    },
    onMessage(listener) {
      channel.onMessage(listener);
    },
    onClose(listener) {
      void exit.then(listener);
    },
    // The client closes on a broken protocol: nothing such a child says can be relied on.
    close: kill,
  };
}

function disposed(): ContractError {
  return { code: 'connection-lost', message: 'Carrel is being closed.' };
}

async function orAborted<T>(
  work: Promise<Result<T>>,
  signal: AbortSignal | undefined,
): Promise<Result<T>> {
  if (signal === undefined) return await work;
  const cancelled = Promise.withResolvers<Result<T>>();
  const onAbort = () => {
    cancelled.resolve(err(cancelledError()));
  };
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, cancelled.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
