import type { Isolation } from '../contract/system.ts';
import { appliedIsolation } from '../process/sandbox/index.ts';

/** What a process knows of its own isolation, given from outside for tests. */
export interface OwnProcess {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  /** Node's permission model is on. */
  readonly permissions: boolean;
}

function thisProcess(): OwnProcess {
  return {
    platform: process.platform,
    environment: process.env,
    // Absent without `--permission`, whatever the type says.
    permissions: Reflect.get(process, 'permission') !== undefined,
  };
}

/**
 * The isolation that is in force in this process. On Linux that is what its launcher found the kernel
 * to have accepted, whatever the shell expected: without a launcher nothing but Node's permission
 * model holds. Elsewhere nothing tells it from inside, and `expected`, from the shell's trial, stands.
 */
export function isolationInForce(expected: Isolation, own: OwnProcess = thisProcess()): Isolation {
  if (!own.permissions) return { network: 'none', files: 'none', mechanisms: [] };
  if (own.platform !== 'linux') return expected;
  return (
    appliedIsolation(own.environment) ?? {
      network: 'runtime',
      files: 'runtime',
      mechanisms: ['node-permission'],
    }
  );
}
