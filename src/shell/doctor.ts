import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { EngineRoutes } from '../contract/engine-routes.ts';
import { CarrelFailure } from '../contract/errors.ts';
import { unwrap } from '../contract/result.ts';
import type { Client } from '../contract/route.ts';
import type { Isolation, ProbeResult } from '../contract/system.ts';
import { probeFinding, type ProbeFinding, type ProbeTargets } from '../process/probe-schema.ts';
import { joinControls, judge } from './doctor-verdict.ts';
import { prepareTargets, type Targets } from './doctor-targets.ts';

/** The part of the engine's contract that the proof needs. */
export type ProvingRoutes = Pick<EngineRoutes, 'status' | 'probeIsolation'>;

const controlMilliseconds = 40_000;
const controlFindings = z.strictObject({
  plain: z.array(probeFinding),
  native: z.array(probeFinding),
});

/** What the same probes come to in a process that nothing holds. Throws `internal`. */
async function runControls(
  targets: ProbeTargets,
  node: string,
): Promise<{ plain: ProbeFinding[]; native: ProbeFinding[] }> {
  const own = import.meta.filename.endsWith('.ts') ? 'control.ts' : 'control.js';
  const entry = join(import.meta.dirname, '../process/probes', own);
  const child = spawn(node, ['--no-warnings', entry, JSON.stringify(targets)], {
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: controlMilliseconds,
    killSignal: 'SIGKILL',
    windowsHide: true,
  });
  try {
    return controlFindings.parse(JSON.parse(await text(child.stdout)));
  } catch (cause) {
    throw new CarrelFailure(
      'internal',
      'The probes could not be tried outside of the sandbox, so that nothing can be proven.',
      undefined,
      { cause },
    );
  }
}

async function withTargets<T>(home: string, use: (outside: Targets) => Promise<T>): Promise<T> {
  const outside = await prepareTargets(home);
  try {
    return await use(outside);
  } finally {
    await outside[Symbol.asyncDispose]();
  }
}

/**
 * Proves the isolation of the engine and its processes: prepares real targets in this process,
 * which nothing holds; tries each probe from outside (the control); has the engine try from inside;
 * and looks at the targets to see what arrived, whatever the processes say. `isolation` is what
 * is applied, lowered to what was proven. Takes 10 to 20 s. Throws the engine's errors.
 * `node` is Carrel's Node 26 binary (this process's own, unless this is Electron).
 */
export async function proveIsolation(
  client: Client<ProvingRoutes>,
  node = process.execPath,
): Promise<{ isolation: Isolation; probes: ProbeResult[] }> {
  const { home, isolation } = unwrap(await client.call('status', {}));
  // Targets of their own, so that what the controls leave is not taken for an escape.
  const controls = await withTargets(home, ({ targets }) => runControls(targets, node));
  return await withTargets(home, async (outside) => {
    const { results } = unwrap(await client.call('probeIsolation', outside.targets));
    const arrivals = outside.arrivals();
    const probes = joinControls(results, controls, arrivals);
    return { isolation: judge(isolation, probes, arrivals), probes };
  });
}
