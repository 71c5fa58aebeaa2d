import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findModelFiles } from '../../src/models/find-files.ts';
import { testFolder } from './folder.ts';

test('a file means itself, whatever its name', async () => {
  const file = join(await testFolder(), 'weights.bin');
  await writeFile(file, 'GGUF');
  expect(await findModelFiles(file)).toEqual([{ path: file, bytes: 4 }]);
});

test('a folder means the models in it and in its folders', async () => {
  const stick = await testFolder();
  await mkdir(join(stick, 'answers', 'small'), { recursive: true });
  await mkdir(join(stick, '.trash'));
  await mkdir(join(stick, 'a', 'b', 'c', 'd'), { recursive: true });
  const named = ['B.GGUF', 'answers/small/a.gguf', '.trash/old.gguf', '._B.gguf', 'read me.txt'];
  for (const name of [...named, 'a/b/c/d/too deep.gguf']) await writeFile(join(stick, name), 'x');
  await symlink(stick, join(stick, 'round'));
  expect((await findModelFiles(stick)).map(({ path }) => path)).toEqual([
    join(stick, 'B.GGUF'),
    join(stick, 'answers', 'small', 'a.gguf'),
  ]);
});

test('what is not there has a reason, and an empty folder has no models', async () => {
  const folder = await testFolder();
  await expect(findModelFiles(join(folder, 'nowhere'))).rejects.toMatchObject({
    code: 'path-missing',
  });
  expect(await findModelFiles(folder)).toEqual([]);
});
