import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { carrel, carrelJson, temporaryFolder } from '../e2e/carrel.ts';
import { failureShape } from '../e2e/shapes.ts';
import { smallModels } from '../e2e/small-models.ts';

const folder = temporaryFolder('collection');
const options = { home: join(folder, 'home'), env: { CARREL_MODELS: '' } };

beforeAll(async () => {
  options.env.CARREL_MODELS = await smallModels();
  const documents = join(folder, 'documents');
  mkdirSync(documents);
  writeFileSync(join(documents, 'kiln.txt'), 'The kiln is fired on the first Monday of a month.\n');
  const { code, stderr } = await carrel(['add', documents, '--collection', 'pottery'], options);
  expect(code, stderr).toBe(0);
}, 120_000);

test.each(['search', 'ask'])(
  '%s in a collection that is not there is an error',
  async (command) => {
    const args = [command, 'When is the kiln fired?', '--collection', 'potery'];
    const { error } = await carrelJson(failureShape, args, { ...options, code: 1 });
    expect(error.code).toBe('not-found');
    expect(error.message).toContain('"potery"');
  },
);

test('in one that is there, search finds', async () => {
  const args = ['search', 'kiln', '--mode', 'text', '--collection', 'pottery'];
  expect((await carrel(args, options)).code).toBe(0);
});

test('collections are created, renamed and deleted with their documents', async () => {
  const names = z.object({
    collections: z.array(z.object({ name: z.string(), documents: z.number() })),
  });
  const list = async (): Promise<Record<string, number>> => {
    const { collections } = await carrelJson(names, ['collections'], options);
    return Object.fromEntries(collections.map(({ name, documents }) => [name, documents]));
  };
  const run = async (...args: string[]): Promise<number | null> =>
    (await carrel(['collections', ...args], options)).code;

  expect(await run('create', 'glazes')).toBe(0);
  expect(await run('create', 'glazes')).toBe(2);
  expect(await list()).toMatchObject({ pottery: 1, glazes: 0 });
  expect(await run('rename', 'pottery', 'kilns')).toBe(0);
  expect(await list()).toMatchObject({ kilns: 1 });
  expect(await run('delete', 'kilns')).toBe(0);
  expect(await list()).not.toHaveProperty('kilns');
  const found = await carrel(['search', 'kiln', '--mode', 'text'], options);
  expect(found.code).toBe(3);
});
