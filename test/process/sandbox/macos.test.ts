import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { macosProfile, macosSandboxBy } from '../../../src/process/sandbox/macos.ts';
import type { SandboxPolicy } from '../../../src/process/sandbox/policy.ts';

const base: SandboxPolicy = {
  network: 'none',
  writable: ['/nowhere/Carrel "data" \\ x'],
  readable: 'all',
  devices: 'none',
};

it('closes the network and all writes but those to the data folder, in that order', () => {
  expect(macosProfile(base, '/app/node').split('\n')).toEqual([
    '(version 1)',
    '(allow default)',
    '(deny network*)',
    '(deny file-write*)',
    '(allow file-write* (literal "/dev/null") (literal "/dev/dtracehelper"))',
    '(allow file-write* (subpath "/nowhere/Carrel \\"data\\" \\\\ x"))',
    '(deny iokit-open)',
    '',
  ]);
});

it('opens graphics devices where asked for', () => {
  expect(macosProfile({ ...base, devices: 'gpu' }, '/app/node')).not.toContain('iokit');
});

it('limits reading and running for a parser', () => {
  const profile = macosProfile({ ...base, writable: [], readable: ['/app/code'] }, '/app/node');
  const lines = profile.split('\n');
  expect(lines.indexOf('(deny file-read-data)')).toBeGreaterThan(0);
  expect(profile).toMatch(/^\(allow file-read-data .*\(subpath "\/app\/code"\)\)$/m);
  expect(lines).toContain('(allow process-exec* (literal "/app/node"))');
  expect(profile).not.toContain('(allow file-write* (subpath');
});

it('takes no path that could end early', () => {
  expect(() => macosProfile({ ...base, writable: ['/a\0b'] }, '/app/node')).toThrow('NUL');
});

it.skipIf(process.platform === 'win32').each([
  { ends: 0, network: 'kernel', confined: true },
  // As inside another sandbox, a terminal's say.
  { ends: 71, network: 'runtime', confined: false },
])('claims the sandbox only where the tool applies one: exit $ends', (found) => {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-macos-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const tool = join(folder, 'sandbox-exec');
  writeFileSync(tool, `#!/bin/sh\nexit ${found.ends}\n`, { mode: 0o755 });
  const sandbox = macosSandboxBy(tool);
  expect(sandbox.describe(base, '/app/node').network).toBe(found.network);
  const { file } = sandbox.confine({ file: '/app/node', args: [] }, base, '/app/node');
  expect(file).toBe(found.confined ? tool : '/app/node');
});
