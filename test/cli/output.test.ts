import { expect, test } from 'vitest';
import { CarrelFailure } from '../../src/contract/errors.ts';
import { reportFailure } from '../../src/cli/context.ts';
import { exitCodeOf } from '../../src/cli/exit-code.ts';
import { Output, type OutputOptions } from '../../src/cli/output.ts';

function capture(options: Partial<OutputOptions> = {}, isTTY = false) {
  const written = { stdout: '', stderr: '' };
  const output = new Output(
    { json: false, quiet: false, ...options },
    {
      stdout: { write: (text) => (written.stdout += text) },
      stderr: { write: (text) => (written.stderr += text), isTTY },
    },
  );
  return { output, written };
}

test('results go to stdout, notes and progress to stderr', () => {
  const { output, written } = capture();
  output.progress('10%');
  output.note('by the way');
  output.line('a result');
  output.document({ ignored: true });
  expect(written).toEqual({ stdout: 'a result\n', stderr: '10%\nby the way\n' });
});

test('with --json stdout holds one JSON document and no line', () => {
  const { output, written } = capture({ json: true });
  output.line('for people');
  output.document({ found: true });
  expect(JSON.parse(written.stdout)).toEqual({ found: true });
});

test('--quiet leaves errors and results', () => {
  const { output, written } = capture({ quiet: true });
  output.progress('10%');
  output.note('by the way');
  output.line('a result');
  output.error({ code: 'disk-full', message: 'The disk is full.' });
  expect(written).toEqual({
    stdout: 'a result\n',
    stderr: 'carrel: The disk is full. [disk-full]\n',
  });
});

test('without a terminal progress is said now and then, not at each step', () => {
  const { output, written } = capture();
  for (let step = 0; step < 100; step += 1) output.progress(`step ${step}`);
  expect(written.stderr).toBe('step 0\n');
});

test('on a terminal the bar is redrawn, and wiped before anything else', () => {
  const { output, written } = capture({}, true);
  output.progress('one');
  output.progress('two');
  output.line('a result');
  expect(written.stderr).toBe('\r\u001B[Kone\r\u001B[Ktwo\r\u001B[K');
});

const never = new AbortController().signal;

test('what a command threw becomes a message and an exit code', () => {
  const { output, written } = capture({ json: true });
  const failure = new CarrelFailure('not-found', 'Nothing has that id.', { id: '7' });
  expect(reportFailure(output, failure, never)).toBe(1);
  expect(JSON.parse(written.stdout)).toEqual({ error: failure.toData() });
  expect(reportFailure(output, new TypeError('x is undefined'), never)).toBe(1);
  expect(written.stderr).toContain('[internal]');
});

test('after Ctrl-C any error is the consequence of stopping', () => {
  const { output, written } = capture();
  expect(reportFailure(output, new Error('lost'), AbortSignal.abort())).toBe(130);
  expect(written.stderr).toContain('Stopped.');
});

test.each([
  ['cancelled', 130],
  ['invalid-input', 2],
  ['unknown-route', 2],
  ['disk-full', 1],
  ['home-in-use', 1],
] as const)('%s ends with %d', (code, exit) => {
  expect(exitCodeOf(code)).toBe(exit);
});
