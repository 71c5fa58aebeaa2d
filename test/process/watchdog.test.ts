import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createClient } from '../../src/contract/client.ts';
import { memoryPair } from '../contract/memory-pair.ts';
import { serve } from '../../src/contract/server.ts';
import { guardClient } from '../../src/process/watchdog.ts';
import { sampleHandlers, sampleRoutes } from '../contract/sample-routes.ts';

function guarded(stuckMs: number) {
  const [near, far] = memoryPair();
  serve(sampleRoutes, sampleHandlers(), far);
  const state = { hung: false };
  const guard = guardClient(
    createClient(sampleRoutes, near),
    { ping: (client) => client.call('aborted', {}), silentMs: 60_000, stuckMs },
    () => {
      state.hung = true;
    },
  );
  return { ...guard, state };
}

test('a call that does not come on is noticed, though the other end answers pings', async () => {
  const { client, state } = guarded(300);
  void client.call('hang', {});
  await expect.poll(() => state.hung).toBe(true);
});

test('words of a stream are progress, and rest is no hang', async () => {
  const { client, state } = guarded(1500);
  const counted = await client.stream('count', { to: 12 }, () => delay(150));
  expect(counted).toMatchObject({ ok: true });
  await delay(1600);
  expect(state.hung).toBe(false);
});
