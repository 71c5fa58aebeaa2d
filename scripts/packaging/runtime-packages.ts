import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBuiltin } from 'node:module';
import { z } from 'zod';

/** npm writes what stands in a package's own file: a list, or a single word. */
const words = z.union([z.array(z.string()), z.string().transform((word) => [word])]).optional();
const names = z.record(z.string(), z.string()).optional();
const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      dependencies: names,
      optionalDependencies: names,
      peerDependencies: names,
      peerDependenciesMeta: z
        .record(z.string(), z.object({ optional: z.boolean().optional() }))
        .optional(),
      os: words,
      cpu: words,
      libc: words,
    }),
  ),
});
export type LockFile = z.infer<typeof lockFile>;

/** The machine a package is made for. */
export interface Target {
  readonly platform: string;
  readonly arch: string;
}

/** Reads a package-lock.json of version 3. */
export function readLockFile(file: string): LockFile {
  return lockFile.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Names of the packages that the sources below a folder import or resolve. */
export function importedPackages(folder: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.[cm]?ts$/u.test(entry.name)) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
    const uses = text.matchAll(/(?:\bfrom|\bimport\(?|\b(?:require|resolve)\()\s*'([^'.][^']*)'/gu);
    for (const [, specifier = ''] of uses) {
      const name = /^(?:@[\w.-]+\/)?[\w.-]+/u.exec(specifier)?.[0];
      if (name !== undefined && !isBuiltin(specifier)) found.add(name);
    }
  }
  return found;
}

/**
 * Folders (`node_modules/...`) of the packages that `roots` need at run time on a target, all
 * dependencies included; those of other systems and those replaced by an empty package left out.
 */
export function runtimePackages(
  { packages }: LockFile,
  roots: Iterable<string>,
  target: Target,
): string[] {
  const chosen = new Set<string>();
  const waiting = [...roots].map((name) => ({ name, from: '' }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const folder = resolveIn(packages, next.name, next.from);
    const entry = folder === undefined ? undefined : packages[folder];
    if (folder === undefined || entry === undefined || chosen.has(folder)) continue;
    if (entry.name === 'empty-npm-package' || !runsOn(entry, target)) continue;
    chosen.add(folder);
    const needed = {
      ...entry.peerDependencies,
      ...entry.optionalDependencies,
      ...entry.dependencies,
    };
    for (const name of Object.keys(needed)) {
      if (entry.peerDependenciesMeta?.[name]?.optional === true) continue;
      waiting.push({ name, from: folder });
    }
  }
  return [...chosen].sort();
}

/** Node's own way: the nearest `node_modules`, upwards. */
function resolveIn(packages: LockFile['packages'], name: string, from: string): string | undefined {
  for (let folder = from; ;) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (Object.hasOwn(packages, path)) return path;
    if (folder === '') return undefined;
    const parent = folder.lastIndexOf('/node_modules/');
    folder = parent < 0 ? '' : folder.slice(0, parent);
  }
}

function runsOn(entry: LockFile['packages'][string], { platform, arch }: Target): boolean {
  const allows = (list: readonly string[] | undefined, value: string) =>
    list === undefined || list.includes(value) || list.some((each) => each.startsWith('!'));
  // Distributions that Carrel is packaged for have the GNU library.
  return allows(entry.os, platform) && allows(entry.cpu, arch) && allows(entry.libc, 'glibc');
}
