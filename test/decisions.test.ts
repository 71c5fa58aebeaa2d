import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'docs', 'adr');
const decisions = readdirSync(folder).filter((name) => /^\d{4}-[a-z0-9-]+[.]md$/u.test(name));

function read(path: string): string {
  return readFileSync(path, 'utf8');
}

/** A decision's line in the list, made from its own title and note. */
function lineOf(name: string): string {
  const text = read(join(folder, name));
  const title = /^# (.+)$/mu.exec(text)?.[1] ?? '';
  const note = /^\*\*(Changed|Replaced)\*\* by (.+)[.]$/mu.exec(text);
  const by = note?.[2]?.replaceAll(/docs\/adr\/0*/gu, '') ?? '';
  return `- [${title}](${name})${note === null ? '' : ` (${note[1]?.toLowerCase()} by ${by})`}`;
}

test('the list of decisions names each once, as it calls itself', () => {
  const listed = read(join(folder, 'README.md'))
    .split('\n')
    .filter((line) => line.startsWith('- '));
  expect(listed.toSorted()).toEqual(decisions.map((name) => lineOf(name)).toSorted());
  for (const name of decisions) {
    expect(read(join(folder, name))).toMatch(
      new RegExp(`^# ${Number(name.slice(0, 4))}[.] \\S`, 'u'),
    );
  }
});

test('every decision that code and documents name is there', () => {
  const there = new Set(decisions.map((name) => name.slice(0, 4)));
  const named = ['src', 'electron', 'renderer', 'scripts', 'docs', '']
    .flatMap((part) =>
      readdirSync(join(root, part), { recursive: part !== '', encoding: 'utf8' }).map((name) =>
        join(root, part, name),
      ),
    )
    .filter((path) => /[.](?:ts|tsx|mjs|css|md)$/u.test(path))
    .flatMap((path) =>
      [...read(path).matchAll(/docs\/adr\/(\d{4})/gu)].map(([, number = '']) => number),
    );
  expect(new Set(named).size).toBeGreaterThan(30);
  expect(named.filter((number) => !there.has(number))).toEqual([]);
});
