import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const there = new Set(readdirSync(join(root, 'docs', 'adr')));

/** Files of a folder, or those beside this repository's README. */
function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: folder !== '', encoding: 'utf8' })
    .filter((name) => /[.](?:ts|tsx|mjs|css|md)$/u.test(name))
    .map((name) => join(root, folder, name));
}

test('every decision that code and documents name is there', () => {
  const numbers = new Set([...there].map((name) => name.slice(0, 4)));
  const named = ['src', 'electron', 'renderer', 'scripts', 'docs', '']
    .flatMap((folder) => filesIn(folder))
    .flatMap((path) => readFileSync(path, 'utf8').match(/(?<=docs\/adr\/)\d{4}/gu) ?? []);
  expect(new Set(named).size).toBeGreaterThan(30);
  expect(named.filter((number) => !numbers.has(number))).toEqual([]);
});

test('the list of decisions leads to each that it names', () => {
  const list = readFileSync(join(root, 'docs', 'adr', 'README.md'), 'utf8');
  const linked = list.match(/(?<=\]\()[^)]+/gu) ?? [];
  expect(linked.length).toBeGreaterThan(100);
  expect(linked.filter((name) => !there.has(name))).toEqual([]);
});
