import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Row } from './models.ts';
import { treeMemory } from './process-memory.ts';

const main = resolve(import.meta.dirname, '../../src/cli/main.ts');
const SAMPLE_MS = 100;
const MEGABYTE = 1e6;

/**
 * Peak memory of `carrel add FILE` with all its processes, the command line's own included, in a
 * fresh data folder. Linux only.
 */
export async function benchMemory(folder: string, file: string): Promise<Row[]> {
  const home = join(folder, 'memory-home');
  mkdirSync(home, { mode: 0o700 });
  const child = spawn(process.execPath, [main, '--home', home, '--quiet', 'add', file], {
    stdio: 'ignore',
  });
  const peak = { rss: 0, pss: 0 };
  const watch = setInterval(() => {
    const now = treeMemory(process.pid);
    peak.rss = Math.max(peak.rss, now.rss);
    peak.pss = Math.max(peak.pss, now.pss);
  }, SAMPLE_MS);
  const code = await new Promise((done) => {
    child.once('exit', done);
  });
  clearInterval(watch);
  if (code !== 0) throw new Error(`the command line ended with ${String(code)}`);
  const name = 'peak memory of all processes, command line included';
  return [
    { name: `${name}, shared pages once (PSS)`, value: peak.pss / MEGABYTE, unit: 'MB' },
    { name: `${name}, RSS added up`, value: peak.rss / MEGABYTE, unit: 'MB' },
  ];
}
