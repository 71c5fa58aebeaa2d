import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { readFile } from './read.ts';

const plan = gunzipSync(readFileSync(join(import.meta.dirname, 'fixtures/plan.ppt.gz')));

it('reads slides: title, list, texts by their place, notes and a table', async () => {
  const { info, pages, lines } = await readFile(plan, 'plan.ppt');
  expect(info).toMatchObject({
    format: 'ppt',
    title: 'Harbour plan 2025',
    author: 'Ada Example',
    pages: 2,
  });
  expect(pages.map(({ unit, label }) => [unit, label])).toEqual([
    ['slide', 'Harbour plan 2025'],
    ['slide', ''],
  ]);
  expect(lines).toEqual([
    'h1 Harbour plan 2025',
    'li0 Dredge the basin',
    'li1 in spring',
    'li0 Renew the crane',
    'paragraph Budget: 1,260 €',
    'paragraph Ask the harbour master first.',
    'th Year|Ships',
    'tr 2024|310',
    'tr 2025|342',
  ]);
});

it('tells a file with a password', async () => {
  const bytes = Buffer.from(plan);
  const plain = Buffer.from([0x5f, 0xc0, 0x91, 0xe3]);
  bytes.set([0xdf, 0xc4, 0xd1, 0xf3], bytes.indexOf(plain));
  await expect(readFile(bytes, 'plan.ppt')).rejects.toMatchObject({ code: 'file-encrypted' });
});

it('reads or refuses files with places that lead nowhere', async () => {
  const edit = plan.indexOf(Buffer.from([0xf5, 0x0f, 0x1c, 0, 0, 0]));
  const outcomes: string[] = [];
  for (let at = edit; at < edit + 36; at += 4) {
    const bytes = Buffer.from(plan);
    bytes.writeUInt32LE(0x7f_ff_ff_f0, at);
    const outcome = await readFile(bytes, 'plan.ppt').then(
      () => 'read',
      (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'bug'),
    );
    outcomes.push(outcome);
  }
  expect([...new Set(outcomes)].toSorted()).toEqual(['file-damaged', 'read']);
  const cut = readFile(plan.subarray(0, 9000), 'plan.ppt');
  await expect(cut).rejects.toMatchObject({ code: 'file-damaged' });
});
