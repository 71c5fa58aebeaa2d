import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  probeOutput,
  type ProbeFinding,
  type ProbeTargets,
} from '../../../src/process/probe-schema.ts';
import { confine, type SandboxPolicy } from '../../../src/process/sandbox/index.ts';

const entry = join(import.meta.dirname, 'inside.ts');

/** How a process that probes is held: by Node's flags, by the system, by both or by nothing. */
export interface Held {
  readonly flags?: readonly string[];
  readonly policy?: SandboxPolicy;
  readonly temporary?: string;
}

/** What the probes find in a process that is held so. */
export async function probeInside(
  flavour: 'plain' | 'native',
  targets: ProbeTargets,
  { flags = [], policy, temporary }: Held,
): Promise<ProbeFinding[]> {
  const plain = {
    file: process.execPath,
    args: ['--no-warnings', ...flags, entry, flavour, JSON.stringify(targets)],
  };
  const { file, args } = policy === undefined ? plain : confine(plain, policy);
  const env = { ...process.env, ...(temporary === undefined ? {} : { TMPDIR: temporary }) };
  const { stdout } = await promisify(execFile)(file, [...args], { env });
  return probeOutput.parse(JSON.parse(stdout)).findings;
}

/** Outcomes by the name of the probe. */
export function outcomes(findings: readonly ProbeFinding[]): Record<string, string> {
  return Object.fromEntries(findings.map(({ probe, outcome }) => [probe, outcome]));
}
