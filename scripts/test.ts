// `npm test`: every check, then every test. Says what was skipped, and ends with one line `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureTinyModels } from './setup.ts';
import { readTestReport, skippedLines } from './test-report.ts';

const checks = [
  ['formatting', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
  ['lint', ['node_modules/oxlint/bin/oxlint', '--type-aware']],
  ['types', ['node_modules/typescript/bin/tsc', '-p', '.']],
  ['types of the contract', ['node_modules/typescript/bin/tsc', '-p', 'src/contract']],
  ['types of the page', ['node_modules/typescript/bin/tsc', '-p', 'renderer']],
  ['types of Electron', ['node_modules/typescript/bin/tsc', '-p', 'electron']],
  [
    'dependency rules',
    [
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err',
      'src',
      'renderer',
      'electron',
    ],
  ],
  ['third-party licences', ['scripts/licences.ts', '--check']],
] as const;

function run(args: readonly string[]): boolean {
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0;
}

/** Runs vitest and reads its own totals; a run that left none counts as one failure. */
function runTests(): { passed: number; failed: number; skipped: readonly string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-test-'));
  const report = join(folder, 'report.json');
  const ended = run([
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ]);
  try {
    const read = readTestReport(report);
    const { numPassedTests, numFailedTests } = read;
    return {
      passed: numPassedTests,
      // A file that does not load fails the run without a failed test of its own.
      failed: ended ? numFailedTests : Math.max(1, numFailedTests),
      skipped: skippedLines(read, join(import.meta.dirname, '..')),
    };
  } catch {
    return { passed: 0, failed: 1, skipped: [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let passed = 0;
let failed = 0;
for (const [name, args] of checks) {
  const good = run(args);
  console.log(`${good ? 'ok' : 'FAILED'}: ${name}`);
  if (!good) failed += 1;
}
await ensureTinyModels();
const tests = runTests();
passed += tests.passed;
failed += tests.failed;
for (const line of tests.skipped) console.log(line);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
