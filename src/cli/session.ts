import { CarrelFailure } from '../contract/errors.ts';
import type { Isolation } from '../contract/system.ts';
import { confine, describeIsolation, type SandboxPolicy } from '../process/sandbox/index.ts';
import { bundledModels } from '../models/registry.ts';
import { startEngine } from '../shell/engine-host.ts';
import { connectOrOwn } from '../shell/owner.ts';
import type { Session } from './context.ts';
import type { Output } from './output.ts';
import { count } from './text.ts';

export interface SessionOptions {
  /** The prepared data folder. */
  readonly home: string;
  readonly output: Output;
  /** Go on where nothing but the Node runtime closes the network. */
  readonly allowUnsandboxed: boolean;
}

/**
 * Connects to the engine of a data folder, or starts it confined.
 *
 * @throws CarrelFailure `unsandboxed` where the system cannot close the network, and the engine's
 * own reasons (`home-in-use`, `store-damaged`, ...).
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { home, output } = options;
  // The engine's children need what they need through it: the graphics devices too.
  const policy: SandboxPolicy = {
    network: 'none',
    writable: [home],
    readable: 'all',
    devices: 'gpu',
  };
  const isolation = describeIsolation(policy);
  if (!options.allowUnsandboxed) assertClosed(isolation);
  const connection = await connectOrOwn({
    home,
    startEngine: () =>
      startEngine({
        home,
        confine: (command) => confine(command, policy),
        env: {
          CARREL_ISOLATION: JSON.stringify(isolation),
          // As this process resolved it: the engine starts in another folder.
          CARREL_MODELS: bundledModels,
          ...accelerationOf(process.env),
        },
        onDeath: () => output.note('The engine stopped unexpectedly and is started again.'),
      }),
    onWaiting: (guests) =>
      output.note(`Waiting for ${count(guests, 'other command')} using this engine.`),
  });
  if (!options.allowUnsandboxed) {
    // What was applied counts, not what was expected; the engine may be another process's too.
    const status = await connection.client.call('status', {});
    try {
      if (status.ok) assertClosed(status.value.isolation);
    } catch (error) {
      await connection.close();
      throw error;
    }
  }
  return connection;
}

function assertClosed({ network }: Isolation): void {
  if (network !== 'runtime' && network !== 'none') return;
  throw new CarrelFailure(
    'unsandboxed',
    'This system cannot keep the network closed for the process that reads documents; only the Node runtime does. If that is good enough for you, add --allow-unsandboxed.',
  );
}

function accelerationOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const name of ['CARREL_GPU', 'CARREL_THREADS']) {
    const value = environment[name];
    if (value !== undefined) passed[name] = value;
  }
  return passed;
}
