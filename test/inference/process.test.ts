import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from '../../src/contract/client.ts';
import { inferenceRoutes } from '../../src/inference/routes.ts';
import { childTransport } from '../../src/process/channel.ts';
import { spawnNode, type NodeChild } from '../../src/process/spawn.ts';
import { dot, e5, smol } from './fixtures/setting.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carrel-inference-process-'));
});

afterAll(() => rm(folder, { recursive: true }));

/** The process as the engine starts it: no network, no writes but to its own folder. */
function start(): NodeChild {
  return spawnNode({
    entry: fileURLToPath(new URL('../../src/inference/main.ts', import.meta.url)),
    permissions: {
      read: '*',
      write: [folder],
      addons: true,
      childProcess: true,
      worker: false,
      network: false,
    },
    env: { TMPDIR: folder },
  });
}

test('is ready at once, embeds and writes under Node’s permissions, and ends with its parent', async () => {
  const child = start();
  const exit = once(child.process, 'exit');
  const client = createClient(inferenceRoutes, childTransport(child.process));
  const report = await client.call('configure', { gpu: 'off', threads: 0 });
  expect(report.ok).toBe(true);
  // Starting Node and reading its own code only: the library alone takes longer to import.
  const time = await client.call('processorTime', {});
  expect(time.ok && time.value.seconds).toBeLessThan(2.5);
  const embedded = await client.call('embed', {
    model: e5,
    kind: 'query',
    texts: ['Who checks the lift?'],
    priority: 'person',
  });
  if (!embedded.ok) throw new Error(`${embedded.error.message} ${child.stderrTail()}`);
  const [vector] = embedded.value.vectors;
  expect(dot(vector ?? [], vector)).toBeCloseTo(1, 4);
  let text = '';
  const written = await client.stream(
    'generate',
    {
      model: smol,
      turns: [{ role: 'user', text: 'What is the capital of France?' }],
      grammar: null,
      maxTokens: 20,
      temperature: 0,
      seed: 1,
    },
    (chunk) => {
      text += chunk.text;
    },
  );
  expect(written.ok && written.value.tokens).toBeGreaterThan(0);
  expect(text).toContain('Paris');
  const missing = await client.call('embed', {
    model: { ...e5, id: 'none', file: join(folder, 'none.gguf') },
    kind: 'query',
    texts: ['a'],
    priority: 'person',
  });
  expect(missing).toMatchObject({ ok: false, error: { code: 'model-missing' } });
  client.close();
  expect(await exit).toEqual([0, null]);
  expect(child.stderrTail()).toBe('');
});

test('ends when its parent is gone in the middle of work', async () => {
  const child = start();
  const exit = once(child.process, 'exit');
  const client = createClient(inferenceRoutes, childTransport(child.process));
  const embedding = client.call('embed', {
    model: e5,
    kind: 'passage',
    texts: Array.from({ length: 64 }, (_, index) => `${index} ${'Rent is due. '.repeat(60)}`),
    priority: 'background',
  });
  await new Promise((resolve) => {
    setTimeout(resolve, 300);
  });
  child.process.disconnect();
  expect(await embedding).toMatchObject({ ok: false, error: { code: 'connection-lost' } });
  const gone = performance.now();
  await exit;
  expect(performance.now() - gone).toBeLessThan(10_000);
});

test.runIf(process.platform === 'linux')('holds one vocabulary of a model, not two', async () => {
  const child = start();
  const exit = once(child.process, 'exit');
  const client = createClient(inferenceRoutes, childTransport(child.process));
  await client.call('configure', { gpu: 'off', threads: 0 });
  const embedded = await client.call('embed', {
    model: e5,
    kind: 'query',
    texts: ['Who checks the lift?'],
    priority: 'person',
  });
  expect(embedded.ok).toBe(true);
  const rollup = readFileSync(`/proc/${child.process.pid}/smaps_rollup`, 'utf8');
  const own = Number(/^Anonymous:\s+(\d+)/mu.exec(rollup)?.[1]) / 1024;
  // About 300 MB with the library's trial load of the model turned off, 450 MB and more with it.
  expect(own).toBeGreaterThan(100);
  expect(own).toBeLessThan(390);
  client.close();
  await exit;
});
