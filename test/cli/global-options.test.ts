import { expect, test } from 'vitest';
import type { GlobalOptions } from '../../src/cli/global-options.ts';
import { buildProgram } from '../../src/cli/program.ts';

/** What a command line's global options come to; no command is run. */
async function globalsOf(...line: string[]): Promise<GlobalOptions> {
  let seen: GlobalOptions | undefined;
  const program = buildProgram((options) => {
    seen = options;
    return Promise.resolve();
  }, '1.2.3');
  await program.parseAsync(line, { from: 'user' });
  if (seen === undefined) throw new Error(`${line.join(' ')} ran no command`);
  const { home, json, quiet, allowUnsandboxed } = seen;
  return { home, json, quiet, allowUnsandboxed };
}

const commands = [
  ['add', 'folder'],
  ['status'],
  ['list'],
  ['remove', '1'],
  ['retry'],
  ['retry', '1'],
  ['search', 'words'],
  ['ask', 'question'],
  ['eval', 'folder', '--out', 'file'],
  ['verify'],
  ['doctor'],
  ['models'],
  ['models', 'list'],
  ['models', 'fetch', 'tiny'],
  ['models', 'import', 'file'],
  ['models', 'remove', 'id'],
  ['models', 'verify'],
];
const options = ['--home', '/somewhere', '--json', '--quiet', '--allow-unsandboxed'];
const all = { home: '/somewhere', json: true, quiet: true, allowUnsandboxed: true };

test.each(commands)('%s %s: every global option works before it and after it', async (...given) => {
  // The table fills shorter lines up.
  const line = given.filter((word) => word !== undefined);
  expect(await globalsOf(...options, ...line)).toEqual(all);
  expect(await globalsOf(...line, ...options)).toEqual(all);
});

test.each(commands.filter(([name]) => name === 'models'))(
  '%s %s: and between the command and what it does',
  async (...given) => {
    const [first = '', ...rest] = given.filter((word) => word !== undefined);
    expect(await globalsOf(first, ...options, ...rest)).toEqual(all);
  },
);

test('of two, the one nearer to the end counts; those not given are not made up', async () => {
  const { home } = await globalsOf(
    '--home',
    '/a',
    'models',
    '--home',
    '/b',
    'list',
    '--home',
    '/c',
  );
  expect(home).toBe('/c');
  expect(await globalsOf('list', '--json')).toEqual({ json: true });
});
