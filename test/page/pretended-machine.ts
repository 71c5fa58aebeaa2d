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

/** What the page asked the pretended machine for. */
export interface Pretended {
  /** Models whose download was asked for. */
  readonly fetched: string[];
  /** Models taken into use, as `role: id`. */
  readonly chosen: string[];
}

/**
 * Puts a larger machine between the page and its real engine: what it has, which profile suits it,
 * and downloads that reach a quarter of their way and then wait, or, where `complete`, end well.
 * Nothing is fetched. The model `tooLarge` cannot be taken into use.
 */
export async function pretend(
  page: Page,
  complete = false,
  tooLarge: string | null = null,
): Promise<Pretended> {
  const fetched: string[] = [];
  const chosen: string[] = [];
  await page.routeWebSocket(/\/contract$/u, (socket) => {
    const engine = socket.connectToServer();
    const answer = (id: number, value: unknown): void => {
      socket.send(JSON.stringify({ type: 'result', id, value }));
    };
    const fetchModel = (id: number, model: string): void => {
      fetched.push(model);
      const chunk = {
        model,
        stage: 'download',
        source: 'https://models.example',
        bytesDone: 1_300_000_000,
        bytesTotal: 5_200_000_000,
      };
      socket.send(JSON.stringify({ type: 'chunk', id, chunk }));
      if (complete) answer(id, { file: `/models/${model}` });
    };
    socket.onMessage((raw) => {
      const { data } = call.safeParse(JSON.parse(raw.toString()));
      switch (data?.route) {
        case 'inspectHardware':
          answer(data.id, hardware);
          break;
        case 'listProfiles': {
          const installed = complete && chosen.length === profile.models.length;
          answer(data.id, { profiles: [{ ...profile, installed }] });
          break;
        }
        case 'fetchModel':
          fetchModel(data.id, z.looseObject({ id: z.string() }).parse(data.input).id);
          break;
        case 'chooseModel': {
          const { role, id } = z.object({ role: z.string(), id: z.string() }).parse(data.input);
          if (id === tooLarge) {
            const error = { code: 'model-too-large', message: 'It does not fit.' };
            socket.send(JSON.stringify({ type: 'error', id: data.id, error }));
            break;
          }
          chosen.push(`${role}: ${id}`);
          answer(data.id, {});
          break;
        }
        default:
          engine.send(raw);
      }
    });
  });
  return { fetched, chosen };
}
