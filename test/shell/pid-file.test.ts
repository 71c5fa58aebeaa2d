import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writePidFile } from '../../src/shell/pid-file.ts';

test('leaving a sign removes those of processes that were killed', () => {
  const home = mkdtempSync(join(tmpdir(), 'carrel-pid-'));
  const run = join(home, 'run');
  mkdirSync(run, { mode: 0o700 });
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeFileSync(join(run, `owner-${pid}`), '');
  const pidFile = writePidFile(home);
  expect(readdirSync(run)).toEqual([`owner-${process.pid}`]);
  pidFile.remove();
  expect(readdirSync(run)).toEqual([]);
  rmSync(home, { recursive: true });
});
