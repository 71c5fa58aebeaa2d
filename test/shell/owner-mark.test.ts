import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { leaveMark } from '../../src/shell/owner-mark.ts';

test('leaving a sign removes those of processes that were killed', () => {
  const home = mkdtempSync(join(tmpdir(), 'carrel-mark-'));
  const run = join(home, 'run');
  mkdirSync(run, { mode: 0o700 });
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeFileSync(join(run, `owner-${pid}`), '');
  const mark = leaveMark(home);
  expect(readdirSync(run)).toEqual([`owner-${process.pid}`]);
  mark.remove();
  expect(readdirSync(run)).toEqual([]);
  rmSync(home, { recursive: true });
});
