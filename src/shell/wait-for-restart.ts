import { setTimeout as delay } from 'node:timers/promises';
import type { EngineRoutes } from '../contract/engine-routes.ts';
import { CarrelFailure } from '../contract/errors.ts';
import type { Client } from '../contract/route.ts';

const TRIES = 20;
const BETWEEN_MS = 200;

/**
 * Waits until an engine that starts again on its own word answers. The one that ends answers nothing
 * more, so that the first answer is the next one's.
 *
 * @throws CarrelFailure the engine's reason for not opening.
 */
export async function waitForRestart(
  client: Client<EngineRoutes>,
  signal: AbortSignal,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const status = await client.call('status', {}, { signal });
    if (status.ok) return;
    const { code } = status.error;
    const ended = code === 'engine-failed' || code === 'connection-lost';
    if (!ended || tries === TRIES) throw CarrelFailure.from(status.error);
    await delay(BETWEEN_MS, undefined, { signal });
  }
}
