import { writeFileSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClient } from '../../src/contract/client.ts';
import { engineRoutes } from '../../src/contract/engine-routes.ts';
import { memoryPair } from '../contract/memory-pair.ts';
import type { Client } from '../../src/contract/route.ts';
import { serve } from '../../src/contract/server.ts';
import type { Isolation, ProbeResult } from '../../src/contract/system.ts';
import type { ProbeFinding, ProbeTargets } from '../../src/process/probe-schema.ts';
import {
  describeIsolation,
  nodeReadable,
  type SandboxPolicy,
} from '../../src/process/sandbox/index.ts';
import { proveIsolation, type ProvingRoutes } from '../../src/shell/doctor.ts';
import { probeInside, type Held } from '../process/probes/held.ts';

type From = ProbeResult['from'];
const froms: readonly From[] = ['engine', 'engine-native', 'inference', 'parser', 'ocr'];
const routes: ProvingRoutes = {
  status: engineRoutes.status,
  probeIsolation: engineRoutes.probeIsolation,
};

const root = resolve(import.meta.dirname, '../..');
let folder: string;
let home: string;
let temporary: string;
beforeEach(() => {
  folder = realpathSync.native(mkdtempSync(join(tmpdir(), 'carrel-doctored-')));
  home = join(folder, 'home');
  temporary = join(folder, 'temporary');
  mkdirSync(join(home, 'tmp'), { recursive: true });
  mkdirSync(temporary);
  vi.stubEnv('TMPDIR', temporary);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** The engine's part of the contract, whose probes run in real processes. */
function engineOf(
  isolation: Isolation,
  probe: (targets: ProbeTargets) => Promise<Partial<Record<From, ProbeFinding[]>>>,
): Client<ProvingRoutes> {
  const [here, there] = memoryPair();
  serve(
    routes,
    {
      status: async () => ({
        version: '0',
        home,
        documents: 0,
        byStatus: {},
        passages: 0,
        vectors: 0,
        embedder: null,
        answerer: null,
        isolation,
        working: false,
        progress: null,
        problem: null,
        energy: { method: null, perQuestion: null, perThousandPages: null },
      }),
      async probeIsolation(targets) {
        const found = await probe(targets);
        return {
          results: froms.flatMap((from) =>
            (found[from] ?? []).map((finding) => ({ ...finding, from })),
          ),
        };
      },
    },
    there,
  );
  return createClient(routes, here);
}

const asEngine = ['--permission', '--allow-fs-read=*', '--allow-addons', '--allow-child-process'];
const enginePolicy = (): SandboxPolicy => ({
  network: 'none',
  writable: [home],
  readable: 'all',
  devices: 'none',
});
function asParser(): Held {
  const code = ['src', 'test', 'package.json', 'node_modules'].map((name) => join(root, name));
  return {
    flags: ['--permission', ...code.map((path) => `--allow-fs-read=${path}`)],
    policy: {
      network: 'none',
      writable: [],
      readable: [...code, ...nodeReadable],
      devices: 'none',
    },
  };
}
const byFrom = (probes: readonly ProbeResult[], from: From) =>
  Object.fromEntries(
    probes.filter((one) => one.from === from).map(({ probe, outcome }) => [probe, outcome]),
  );

/** All kinds of process, held as they are in the product. */
async function asBuilt(targets: ProbeTargets): Promise<Record<From, ProbeFinding[]>> {
  const held = { flags: asEngine, policy: enginePolicy(), temporary: join(home, 'tmp') };
  return {
    engine: await probeInside('plain', targets, held),
    'engine-native': await probeInside('native', targets, held),
    inference: await probeInside('plain', targets, held),
    parser: await probeInside('plain', targets, asParser()),
    ocr: await probeInside('plain', targets, asParser()),
  };
}

describe.runIf(process.platform === 'linux')('the proof of the isolation', () => {
  it('stands where every process is confined, each probe beside a control that worked', async () => {
    const applied = describeIsolation(enginePolicy());
    const { isolation, probes } = await proveIsolation(engineOf(applied, asBuilt));
    expect(isolation).toEqual({
      network: 'kernel',
      files: 'kernel',
      mechanisms: ['seccomp', 'landlock', 'node-permission'],
    });
    expect(probes.filter(({ control }) => !control)).toEqual([]);
    expect(probes.filter(({ outcome }) => outcome !== 'blocked')).toEqual([]);
    expect(byFrom(probes, 'parser')).toHaveProperty('read-other-file');
    // The engine reads what the person adds, wherever it lies: no boundary is claimed.
    expect(byFrom(probes, 'engine')).not.toHaveProperty('read-other-file');
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("falls where Node's permission model is all there is, whatever was applied", async () => {
    const claimed = describeIsolation(enginePolicy());
    const { isolation, probes } = await proveIsolation(
      engineOf(claimed, async (targets) => ({
        ...(await asBuilt(targets)),
        inference: await probeInside('plain', targets, { flags: asEngine }),
      })),
    );
    expect(isolation).toMatchObject({ network: 'none', files: 'none' });
    expect(byFrom(probes, 'inference')).toMatchObject({
      tcp: 'escaped',
      'write-outside': 'escaped',
    });
    expect(byFrom(probes, 'engine')).toMatchObject({ tcp: 'blocked', 'write-outside': 'blocked' });
  });

  it('believes what arrives and not what a process says', async () => {
    const claimed = describeIsolation(enginePolicy());
    const { isolation, probes } = await proveIsolation(
      engineOf(claimed, async (targets) => {
        writeFileSync(`${targets.outsideFile}.mine`, 'x');
        await new Promise<void>((done) => {
          connect(targets.tcpPort, '127.0.0.1').on('close', done).end('x');
        });
        return asBuilt(targets);
      }),
    );
    expect(isolation).toMatchObject({ network: 'none', files: 'none' });
    expect(byFrom(probes, 'parser')).toMatchObject({
      tcp: 'escaped',
      udp: 'blocked',
      'write-outside': 'escaped',
    });
  });

  it('claims nothing that was not probed', async () => {
    const claimed = describeIsolation(enginePolicy());
    const { isolation } = await proveIsolation(
      engineOf(claimed, async (targets) => {
        const { parser: _parser, ...others } = await asBuilt(targets);
        return others;
      }),
    );
    expect(isolation).toMatchObject({ network: 'none', files: 'none' });
  });
});
