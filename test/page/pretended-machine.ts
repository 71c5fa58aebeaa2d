import type { Page } from 'playwright-core';
import { z } from 'zod';

const call = z.looseObject({
  type: z.literal('call'),
  id: z.number(),
  route: z.string(),
  input: z.unknown(),
});
const GIB = 2 ** 30;

const hardware = {
  platform: 'linux',
  arch: 'x64',
  cpu: 'Large Processor',
  physicalCores: 24,
  memoryBytes: 128 * GIB,
  freeMemoryBytes: 100 * GIB,
  gpus: [{ name: 'Large GPU', memoryBytes: 48 * GIB }],
  backend: 'cuda',
};
const profile = {
  name: 'workstation',
  models: ['ministral-3-8b-instruct', 'bge-m3', 'bge-reranker-v2-m3'],
  bytesToFetch: 7_000_000_000,
  installed: false,
  fits: true,
  recommended: true,
};

/**
 * Puts a larger machine between the page and its real engine: what it has, which profile suits it,
 * and downloads that reach a quarter of their way and then wait. Nothing is fetched.
 */
export async function pretend(page: Page): Promise<void> {
  await page.routeWebSocket(/\/contract$/u, (socket) => {
    const engine = socket.connectToServer();
    const answer = (id: number, value: unknown): void => {
      socket.send(JSON.stringify({ type: 'result', id, value }));
    };
    socket.onMessage((raw) => {
      const { data } = call.safeParse(JSON.parse(raw.toString()));
      if (data?.route === 'inspectHardware') answer(data.id, hardware);
      else if (data?.route === 'listProfiles') answer(data.id, { profiles: [profile] });
      else if (data?.route === 'fetchModel') {
        const { id: model } = z.looseObject({ id: z.string() }).parse(data.input);
        const chunk = {
          model,
          stage: 'download',
          source: 'https://models.example',
          bytesDone: 1_300_000_000,
          bytesTotal: 5_200_000_000,
        };
        socket.send(JSON.stringify({ type: 'chunk', id: data.id, chunk }));
      } else engine.send(raw);
    });
  });
}
