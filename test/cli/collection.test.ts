import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
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
