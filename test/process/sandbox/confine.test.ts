import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  confine,
  describeIsolation,
  nodeReadable,
  type SandboxPolicy,
} from '../../../src/process/sandbox/index.ts';
import type { Ask } from './program.ts';

const program = join(import.meta.dirname, 'program.ts');
const root = resolve(import.meta.dirname, '../../..');

let data: string;
let outside: string;
let children: ChildProcess[];
beforeEach(() => {
  const folder = realpathSync.native(mkdtempSync(join(tmpdir(), 'carrel-confine-')));
  data = join(folder, 'data');
  outside = join(folder, 'outside');
  mkdirSync(join(data, 'tmp'), { recursive: true });
  mkdirSync(outside);
  children = [];
});
afterEach(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(join(data, '..'), { recursive: true, force: true });
});

const engine = (): SandboxPolicy => ({
  network: 'none',
  writable: [data],
  readable: 'all',
  devices: 'none',
});
const parser = (): SandboxPolicy => ({
  network: 'none',
  writable: [],
  readable: [join(root, 'src'), join(root, 'test'), join(root, 'package.json')].concat(
    join(root, 'node_modules'),
    nodeReadable,
  ),
  devices: 'none',
});

function start(policy: SandboxPolicy | null, flags: readonly string[] = []): ChildProcess {
  const plain = { file: process.execPath, args: ['--no-warnings', ...flags, program] };
  const { file, args } = policy === null ? plain : confine(plain, policy);
  const child = spawn(file, [...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
    env: { ...process.env, TMPDIR: join(data, 'tmp'), NODE_OPTIONS: '--no-deprecation' },
  });
  children.push(child);
  return child;
}

async function ask(child: ChildProcess, question: Ask): Promise<unknown> {
  return await new Promise((settle) => {
    child.once('message', settle);
    child.once('exit', (code, signal) => {
      settle(`ended with ${code ?? signal}`);
    });
    child.send(question);
  });
}

describe.runIf(process.platform === 'linux')('a confined process on Linux', () => {
  it('gets every message sent since its start, typed arrays whole', async () => {
    const child = start(engine());
    const count = 500;
    const got: unknown[] = [];
    const all = new Promise<void>((done) => {
      child.on('message', (message) => {
        if (got.push(message) === count) done();
      });
    });
    for (let i = 0; i < count; i++) child.send(new Float32Array([i, 0.5]));
    await all;
    expect(got).toEqual(Array.from({ length: count }, (_, i) => new Float32Array([i, 0.5])));
  });

  it('writes in its data folder and nowhere else, by itself or by another program', async () => {
    const child = start(engine());
    const inside = join(data, 'in');
    const out = join(outside, 'out');
    expect(await ask(child, { act: 'write', path: inside })).toEqual({ value: 'written' });
    expect(await ask(child, { act: 'write', path: out })).toEqual({ error: 'EACCES' });
    expect(await ask(child, { act: 'shell', path: join(data, 'in2') })).toEqual({
      value: 'written',
    });
    expect(await ask(child, { act: 'shell', path: out })).toHaveProperty('error');
    expect(await ask(child, { act: 'inherit', path: out })).toEqual({
      value: { error: 'EACCES' },
    });
    expect(existsSync(out)).toBe(false);
    expect(existsSync(join(data, 'in2'))).toBe(true);
    // The same acts work in a process that nothing holds.
    expect(await ask(start(null), { act: 'shell', path: out })).toEqual({ value: 'written' });
  });

  it('is held by seccomp and cannot gain privileges', async () => {
    const status = JSON.stringify(await ask(start(engine()), { act: 'status', path: '' }));
    expect(status).toContain(String.raw`\nNoNewPrivs:\t1\n`);
    expect(status).toContain(String.raw`\nSeccomp:\t2\n`);
  });

  it('says what was applied, as the trial foretold', async () => {
    expect(await ask(start(engine()), { act: 'applied', path: '' })).toEqual({
      value: describeIsolation(engine()),
    });
    expect(describeIsolation(engine())).toEqual({
      network: 'kernel',
      files: 'kernel',
      mechanisms: ['seccomp', 'landlock', 'node-permission'],
    });
  });

  it('hands no Node options and no other descriptor on', async () => {
    const child = start(engine());
    const environment = await ask(child, { act: 'environment', path: '' });
    expect(environment).not.toHaveProperty('value.NODE_OPTIONS');
    const descriptors = await ask(child, { act: 'descriptors', path: '' });
    // 3 is the folder that `ls` itself reads.
    expect(descriptors).toEqual({ value: '0\n1\n2\n3\n' });
  });

  it('runs SQLite and LanceDB in its data folder', async () => {
    const child = start(engine());
    expect(await ask(child, { act: 'sqlite', path: join(data, 'c.sqlite') })).toEqual({ value: 1 });
    expect(await ask(child, { act: 'lance', path: join(data, 'vectors') })).toEqual({ value: 2 });
  });

  it('loads the native code of the models', async () => {
    expect(await ask(start(engine()), { act: 'llama', path: '' })).toEqual({ value: true });
  });

  it('confines its own children further, under the flags of the engine', async () => {
    const flags = ['--permission', '--allow-fs-read=*', '--allow-child-process'];
    const child = start(engine(), flags);
    const inner = join(data, 'tmp');
    const nested = (path: string, policy: SandboxPolicy) =>
      ask(child, { act: 'nested', path, policy });
    const narrow = { ...engine(), writable: [inner] };
    expect(await nested(join(inner, 'a'), narrow)).toEqual({ value: { value: 'written' } });
    expect(await nested(join(data, 'a'), narrow)).toEqual({ value: { error: 'EACCES' } });
    // A child's policy cannot open what its parent's closed.
    const wide = { ...engine(), writable: [outside] };
    expect(await nested(join(outside, 'a'), wide)).toEqual({ value: { error: 'EACCES' } });
  });

  it('reads its code alone and runs no other program with the rules of a parser', async () => {
    const child = start(parser());
    const other = join(outside, 'other');
    writeFileSync(other, 'secret');
    expect(await ask(child, { act: 'read', path: program })).toHaveProperty('value');
    expect(await ask(child, { act: 'read', path: other })).toEqual({ error: 'EACCES' });
    expect(await ask(child, { act: 'read', path: '/etc/passwd' })).toEqual({ error: 'EACCES' });
    expect(await ask(child, { act: 'run', path: '/bin/sh' })).toEqual({ error: 'EACCES' });
    expect(await ask(child, { act: 'write', path: '/dev/null' })).toEqual({ value: 'written' });
    expect(await ask(start(engine()), { act: 'read', path: other })).toEqual({ value: 6 });
  });

  it('is not started where its data folder is missing', async () => {
    const child = start({ ...engine(), writable: [join(data, 'missing')] });
    await once(child, 'exit');
    expect(child.exitCode).toBe(125);
  });
});
