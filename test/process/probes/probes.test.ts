import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeReadable, type SandboxPolicy } from '../../../src/process/sandbox/index.ts';
import { prepareTargets } from '../../../src/shell/doctor-targets.ts';
import { outcomes, probeInside } from './held.ts';

let data: string;
beforeEach(() => {
  data = realpathSync.native(mkdtempSync(join(tmpdir(), 'carrel-data-')));
  mkdirSync(join(data, 'tmp'));
});
afterEach(() => {
  rmSync(data, { recursive: true, force: true });
});

const root = resolve(import.meta.dirname, '../../..');
const everything = ['--permission', '--allow-fs-read=*', '--allow-fs-write=*', '--allow-net'];
const asEngine = ['--permission', '--allow-fs-read=*', '--allow-addons', '--allow-child-process'];

describe('probes from a process that nothing holds', () => {
  it('get out every way', async () => {
    await using outside = await prepareTargets(data);
    const plain = await probeInside('plain', outside.targets, {});
    expect(new Set(Object.values(outcomes(plain)))).toEqual(new Set(['escaped']));
    expect(plain).toHaveLength(6);
    const native = await probeInside('native', outside.targets, {});
    expect(outcomes(native)).toEqual({
      tcp: 'escaped',
      'write-outside': 'escaped',
      'read-other-file': 'escaped',
    });
    expect(outside.arrivals()).toEqual({
      tcp: true,
      udp: true,
      unixSocket: true,
      files: true,
      child: { network: true, files: true },
    });
  });
});

describe.runIf(process.platform === 'linux')('probes from a confined process', () => {
  const engine = (): SandboxPolicy => ({
    network: 'none',
    writable: [data],
    readable: 'all',
    devices: 'none',
  });

  it('are refused by the kernel even where Node allows everything', async () => {
    await using outside = await prepareTargets(data);
    const flags = [...everything, '--allow-child-process'];
    const plain = await probeInside('plain', outside.targets, { flags, policy: engine() });
    expect(outcomes(plain)).toEqual({
      tcp: 'blocked',
      udp: 'blocked',
      'unix-socket': 'blocked',
      'child-process': 'blocked',
      'write-outside': 'blocked',
      'read-other-file': 'escaped',
    });
    const details = Object.fromEntries(plain.map(({ probe, detail }) => [probe, detail]));
    expect(details).toMatchObject({
      tcp: 'JavaScript: EPERM; Node with all permissions: EPERM',
      udp: 'JavaScript: EPERM; Node with all permissions: EPERM',
      'unix-socket': 'JavaScript: EPERM; Node with all permissions: EPERM',
      'child-process': 'bash: started, write refused, tcp refused, udp refused',
    });
    expect(outside.arrivals()).toEqual({
      tcp: false,
      udp: false,
      unixSocket: false,
      files: false,
      child: { network: false, files: false },
    });
  });

  it('show the refusal of each layer under the flags of the engine', async () => {
    await using outside = await prepareTargets(data);
    const held = { flags: asEngine, policy: engine() };
    const plain = await probeInside('plain', outside.targets, held);
    const tcp = plain.find(({ probe }) => probe === 'tcp');
    expect(tcp?.detail).toBe('JavaScript: ERR_ACCESS_DENIED; Node with all permissions: EPERM');
    const write = plain.find(({ probe }) => probe === 'write-outside');
    expect(write?.detail).toBe(
      'JavaScript: ERR_ACCESS_DENIED; Node with all permissions: EACCES; SQLite open: SQLITE_CANTOPEN',
    );
  });

  it('are refused to LanceDB and SQLite', async () => {
    await using outside = await prepareTargets(data);
    const native = await probeInside('native', outside.targets, {
      flags: [...asEngine, `--allow-fs-write=${data}`],
      policy: engine(),
      temporary: join(data, 'tmp'),
    });
    expect(native).toEqual([
      { probe: 'tcp', outcome: 'blocked', detail: 'LanceDB: EPERM' },
      {
        probe: 'write-outside',
        outcome: 'blocked',
        detail:
          'LanceDB: EACCES; SQLite open: SQLITE_CANTOPEN; ' +
          'SQLite ATTACH: SQLITE_CANTOPEN; SQLite VACUUM INTO: SQLITE_CANTOPEN',
      },
      { probe: 'read-other-file', outcome: 'escaped', detail: 'SQLite open: read' },
    ]);
    expect(outside.arrivals()).toMatchObject({ tcp: false, files: false });
  });

  it('cannot read another file with the rules of a parser', async () => {
    await using outside = await prepareTargets(data);
    const code = [join(root, 'src'), join(root, 'test'), join(root, 'package.json')];
    const readable = [...code, join(root, 'node_modules'), ...nodeReadable];
    const plain = await probeInside('plain', outside.targets, {
      flags: ['--permission', ...code.map((path) => `--allow-fs-read=${path}`)].concat(
        `--allow-fs-read=${join(root, 'node_modules')}`,
      ),
      policy: { network: 'none', writable: [], readable, devices: 'none' },
    });
    expect(new Set(Object.values(outcomes(plain)))).toEqual(new Set(['blocked']));
    const read = plain.find(({ probe }) => probe === 'read-other-file');
    expect(read?.detail).toBe('JavaScript: ERR_ACCESS_DENIED; SQLite open: SQLITE_CANTOPEN');
  });
});

describe("probes under Node's permission model alone", () => {
  it('show what it does not hold', async () => {
    await using outside = await prepareTargets(data);
    const plain = await probeInside('plain', outside.targets, { flags: asEngine });
    // The children that the engine must be able to start, and SQLite, get out.
    expect(outcomes(plain)).toMatchObject({
      tcp: 'escaped',
      'child-process': 'escaped',
      'write-outside': 'escaped',
    });
    expect(plain.find(({ probe }) => probe === 'tcp')?.detail).toBe(
      'JavaScript: ERR_ACCESS_DENIED; Node with all permissions: connected',
    );
  });
});
