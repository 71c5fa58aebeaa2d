import type { EngineRoutes } from '../../contract/engine-routes.ts';
import type { Client } from '../../contract/route.ts';
import type { EngineState } from '../../contract/shell-routes.ts';
import { pause } from '../../process/pause.ts';

/** Before an engine that could not be started is tried again. */
const retryMs = 5000;
/** Before looking again after the watched call ended for a reason of its own. */
const lookAgainMs = 1000;

/**
 * Reports the engine's state now and at every change, until `signal` aborts. It holds one stream of
 * the engine open: that the stream breaks off is how the engine's end shows, in the process that
 * owns it as in one that uses another's. Asking for `status` then waits for the engine to be up
 * again, and starts it where it had been given up.
 */
export async function watchEngine(
  client: Client<EngineRoutes>,
  onChange: (state: EngineState) => void,
  signal: AbortSignal,
): Promise<void> {
  let last = '';
  const change = (state: EngineState): void => {
    const text = JSON.stringify(state);
    if (text === last || signal.aborted) return;
    last = text;
    onChange(state);
  };
  while (!signal.aborted) {
    const status = await client.call('status', {}, { signal });
    if (!status.ok) {
      change({ state: 'failed', error: status.error });
      await pause(retryMs, signal);
      continue;
    }
    change({ state: 'running', isolation: status.value.isolation });
    const ended = await client.stream('followLibrary', {}, () => undefined, { signal });
    const lost =
      !ended.ok && ['engine-failed', 'connection-lost', 'home-missing'].includes(ended.error.code);
    if (lost) change({ state: 'restarting' });
    else await pause(lookAgainMs, signal);
  }
}
