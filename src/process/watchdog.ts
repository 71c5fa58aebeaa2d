import type { Client, Routes } from '../contract/route.ts';

/** When a child is taken to hang. */
export interface Watchdog<R extends Routes> {
  /** A call that the child answers at once, whatever it is doing. */
  readonly ping: (client: Client<R>) => Promise<unknown>;
  /**
   * Milliseconds without a word, while it is asked something, after which a child is taken to hang; one
   * that is still starting has `stuckMs`.
   */
  readonly silentMs: number;
  /** Milliseconds in which nothing but pings was answered: what it was asked does not come on. */
  readonly stuckMs: number;
  readonly onHang?: () => void;
}

/** Looks are this much shorter than what they look for. */
const LOOKS = 4;

/**
 * A client that knows how long its child has been silent while something is asked of it; `hang` is
 * called once it has been for too long.
 */
export function guardClient<R extends Routes>(
  client: Client<R>,
  { ping, silentMs, stuckMs }: Watchdog<R>,
  hang: () => void,
): { readonly client: Client<R>; readonly end: () => void } {
  let asked = 0;
  let pinging = false;
  let heard = performance.now();
  let moved = heard;
  let started = false;
  let timer: NodeJS.Timeout | undefined;

  function end(): void {
    clearInterval(timer);
    timer = undefined;
  }

  function look(): void {
    const now = performance.now();
    if ((started && now - heard > silentMs) || now - moved > stuckMs) {
      end();
      hang();
      return;
    }
    if (!pinging) void askForWord();
  }

  async function askForWord(): Promise<void> {
    pinging = true;
    await ping(client);
    pinging = false;
    started = true;
    heard = performance.now();
  }

  function word(): void {
    heard = performance.now();
    moved = heard;
  }

  async function watched<T>(work: Promise<T>): Promise<T> {
    if (asked === 0) word();
    asked += 1;
    timer ??= setInterval(look, Math.min(silentMs, stuckMs) / LOOKS).unref();
    try {
      return await work;
    } finally {
      word();
      asked -= 1;
      if (asked === 0) end();
    }
  }

  return {
    client: {
      call: (name, input, options) => watched(client.call(name, input, options)),
      stream: (name, input, onChunk, options) =>
        watched(
          client.stream(
            name,
            input,
            (chunk) => {
              word();
              return onChunk(chunk);
            },
            options,
          ),
        ),
      close() {
        client.close();
      },
    },
    end,
  };
}
