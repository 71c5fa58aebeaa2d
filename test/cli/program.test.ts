import { expect, test } from 'vitest';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { version } from '../../src/engine/version.ts';

const program = join(import.meta.dirname, '../../src/cli/main.ts');

/** Nothing here gets as far as a data folder, so it takes a fraction of a second. */
function carrel(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--no-warnings', program, ...args],
    { encoding: 'utf8', env: { ...process.env, CARREL_HOME: '/dev/null/nowhere' } },
  );
  return { status, stdout, stderr };
}

test.each([
  [['frobnicate'], "unknown command 'frobnicate'"],
  [['search'], "missing required argument 'words'"],
  [['ask'], "missing required argument 'question'"],
  [['add'], "missing required argument 'path'"],
  [['list', '--nonsense'], "unknown option '--nonsense'"],
  [['list', 'extra'], 'too many arguments'],
  [['search', 'x', '-k', '0'], 'whole number from 1'],
  [['search', 'x', '-k', 'ten'], 'whole number from 1'],
  [['search', 'x', '--mode', 'magic'], 'Allowed choices are hybrid, vector, text'],
  [['ask', ''], 'It holds no word'],
  [['ask', ' ?! \n'], 'It holds no word'],
  [['ask', 'word '.repeat(1000)], 'longer than 4000 characters'],
  [['search', '   '], 'It holds no word'],
  [['survey', '...'], 'It holds no word'],
  [['survey', 'x', '--since', 'May'], 'Write a day as 2024-01-31'],
  [['ask', 'x', '--mode', 'guess'], 'Allowed choices are quote, write'],
  [['ask', 'x', '--since', 'May'], 'Write a day as 2024-01-31'],
  [['search', 'x', '--type', 'pdf,'], 'parted by commas'],
  [['serve', '--port', '70000'], 'whole number from 1 to 65535'],
  [['eval', 'x'], "required option '--out <file>' not specified"],
  [['models', 'fetch'], "missing required argument 'profile-or-id'"],
  [[], 'Usage: carrel'],
] as const)('%j is wrong usage', (args, message) => {
  const { status, stdout, stderr } = carrel(...args);
  expect(stderr).toContain(message);
  expect(status).toBe(2);
  expect(stdout).toBe('');
});

test('--version and --help are answered on stdout', () => {
  expect(carrel('--version')).toMatchObject({ status: 0, stdout: `${version}\n` });
  const help = carrel('--help');
  expect(help.status).toBe(0);
  for (const name of [
    'add',
    'status',
    'list',
    'remove',
    'retry',
    'search',
    'ask',
    'models',
    'eval',
    'serve',
    'verify',
    'doctor',
  ]) {
    expect(help.stdout).toMatch(new RegExp(`^  ${name} `, 'mu'));
  }
  expect(carrel('ask', '--help').stdout).toContain('--mode <mode>');
});

test('an unusable data folder is a failure, not wrong usage', () => {
  const { status, stderr } = carrel('status');
  expect(stderr).toMatch(/\[home-(?:unusable|read-only)\]/u);
  expect(status).toBe(1);
});
