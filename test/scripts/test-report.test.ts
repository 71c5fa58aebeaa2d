import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readTestReport, skippedLines } from '../../scripts/test-report.ts';

const repository = resolve(import.meta.dirname, '../..');

it('names the files of which vitest skipped tests', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'carrel-report-')));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text);
  };
  write('runs.test.mjs', `test('a', () => {});`);
  write(
    'skips.test.mjs',
    `test('a', () => {}); test.skip('b', () => {});
     describe.skip('c', () => { test('d', () => {}); test('e', () => {}); });`,
  );
  const path = join(folder, 'report.json');
  const vitest = join(repository, 'node_modules/vitest/vitest.mjs');
  spawnSync(
    process.execPath,
    [vitest, 'run', '--root', folder, '--globals', '--reporter=json', `--outputFile=${path}`],
    { cwd: folder, stdio: 'ignore' },
  );
  const report = readTestReport(path);
  expect(report).toMatchObject({ numPassedTests: 2, numFailedTests: 0 });
  expect(skippedLines(report, folder)).toEqual([
    '3 skipped, not tested on this machine:',
    '  skips.test.mjs: 3',
  ]);
});

it('says nothing where every test ran', () => {
  expect(skippedLines({ numPassedTests: 0, numFailedTests: 0, testResults: [] }, '/')).toEqual([]);
});
