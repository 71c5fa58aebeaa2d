// `npm run licences` writes docs/third-party-licences.md from the lock file's packages that are
// shipped; `--check` fails when the file is out of date or a licence is not on the list below.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const repository = resolve(import.meta.dirname, '..');
const file = join(repository, 'docs', 'third-party-licences.md');

/** Licences that allow Carrel to be passed on under Apache-2.0. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  // Of each file by itself: the libraries are shipped unchanged, with their sources in the package.
  'MPL-2.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** Packages whose manifest names no licence, but whose licence file does. */
const readByHand: Readonly<Record<string, string>> = { 'json-bignum': 'MIT' };

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      link: z.boolean().optional(),
    }),
  ),
});

/** The parts of an SPDX expression joined by OR; one allowed part is enough. */
function isAllowed(licence: string): boolean {
  return licence
    .replaceAll(/[()]/gu, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((part) => allowed.has(part.trim())));
}

/** What a package's own manifest says, for those whose lock entry says nothing. */
function manifestLicence(path: string): string | undefined {
  const manifest = join(repository, path, 'package.json');
  if (!existsSync(manifest)) return undefined;
  const parsed = z
    .object({ license: z.string().optional() })
    .safeParse(JSON.parse(readFileSync(manifest, 'utf8')));
  return parsed.data?.license;
}

const { packages } = lockFile.parse(
  JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')),
);
const rows = new Map<string, string>();
for (const [path, entry] of Object.entries(packages)) {
  if (path === '' || entry.dev === true || entry.link === true) continue;
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const licence = entry.license ?? manifestLicence(path) ?? readByHand[name] ?? 'unknown';
  rows.set(`${name} ${entry.version ?? ''}`, licence);
}
const text = [
  '# Third-party licences',
  '',
  'The packages that Carrel ships with, written by `npm run licences` from the lock file. Models have',
  'their licences in resources/models.json.',
  '',
  '| package | licence |',
  '| --- | --- |',
  ...[...rows]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, licence]) => `| ${name} | ${licence} |`),
  '',
].join('\n');

const refused = [...rows].filter(([, licence]) => !isAllowed(licence));
for (const [name, licence] of refused) console.error(`${name}: ${licence} is not on the list`);
if (process.argv.includes('--check')) {
  const current = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (current !== text)
    console.error('docs/third-party-licences.md is out of date: npm run licences');
  process.exitCode = current === text && refused.length === 0 ? 0 : 1;
} else {
  writeFileSync(file, text);
  console.log(`${rows.size} packages`);
}
