// Builds the page (renderer/) into dist/renderer, where it is missing or older than its sources.
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const repository = resolve(import.meta.dirname, '..');
const page = join(repository, 'dist', 'renderer');
const sources = ['renderer', 'src/contract', 'resources/locales', 'package-lock.json'];

/** Milliseconds of the last change of a file, or below a folder. */
function lastChange(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  // A folder's own time tells of files that are gone.
  const inside = readdirSync(path).map((name) => lastChange(join(path, name)));
  return Math.max(found.mtimeMs, ...inside);
}

/** True where the built page is there and none of its sources has changed since. */
export function pageIsCurrent(): boolean {
  const index = statSync(join(page, 'index.html'), { throwIfNoEntry: false });
  if (index === undefined) return false;
  return sources.every((source) => lastChange(join(repository, source)) <= index.mtimeMs);
}

/**
 * Builds the page beside the old one and then takes its place, so that a build that fails leaves
 * what was there.
 */
export async function buildPage(): Promise<void> {
  const fresh = `${page}.${process.pid}`;
  const old = `${fresh}.old`;
  // What runs this (a test, say) may have set another; React would then be built for development.
  process.env['NODE_ENV'] = 'production';
  try {
    await build({
      configFile: join(repository, 'renderer', 'vite.config.ts'),
      // Standard output belongs to the command that needs the page.
      logLevel: 'warn',
      build: { outDir: fresh, emptyOutDir: true },
    });
    if (existsSync(page)) renameSync(page, old);
    try {
      renameSync(fresh, page);
    } catch (error) {
      // Another build of the same sources was faster.
      if (!pageIsCurrent()) throw error;
    }
  } finally {
    for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true });
  }
}

/** Builds the page where that is needed, and says so on standard error. */
export async function ensurePage(): Promise<void> {
  if (pageIsCurrent()) return;
  process.stderr.write('Building the page, once.\n');
  await buildPage();
}

if (process.argv[1] !== undefined && import.meta.filename === resolve(process.argv[1])) {
  await buildPage();
}
