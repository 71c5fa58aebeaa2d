import { CarrelFailure } from '../contract/errors.ts';
import type { Isolation } from '../contract/system.ts';
import { describeException } from '../engine/log.ts';
import { confine, describeIsolation, type SandboxPolicy } from '../process/sandbox/index.ts';
import type { EngineRoutes } from '../contract/engine-routes.ts';
import type { Client } from '../contract/route.ts';
import { bundledModels } from '../models/registry.ts';
import { startEngine } from './engine-host.ts';
import { connectOrOwn } from './owner.ts';

/** A connection to the engine, its own or another process's. */
export interface Session {
  readonly client: Client<EngineRoutes>;
  /** Whether another process owns the engine, or is connected to it. */
  readonly isShared: boolean;
  close(): Promise<void>;
}

export interface SessionOptions {
  /** The prepared data folder. */
  readonly home: string;
  /** Takes what happens meanwhile, in a sentence. */
  readonly note: (sentence: string) => void;
  /** Go on where nothing but the Node runtime closes the network. */
  readonly allowUnsandboxed: boolean;
  /** Open also where the store is damaged, to mend or replace it. */
  readonly despiteDamage?: boolean;
}

/**
 * Connects to the engine of a data folder, or starts it confined.
 *
 * @throws CarrelFailure `unsandboxed` where the system cannot close the network, and the engine's
 * own reasons (`home-in-use`, `store-damaged`, ...).
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { home, note } = options;
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
        despiteDamage: options.despiteDamage === true,
        confine: (command) => confine(command, policy),
        env: {
          CARREL_ISOLATION: JSON.stringify(isolation),
          // As this process resolved it: the engine starts in another folder.
          CARREL_MODELS: bundledModels,
          ...accelerationOf(process.env),
        },
        onUnexpectedExit: () => note('The engine stopped unexpectedly and is started again.'),
      }),
    onInternalError: (reference, error) => note(`Error ${reference}: ${describeException(error)}`),
    onWaiting: (guests) =>
      note(`Waiting for ${guests} other command${guests === 1 ? '' : 's'} using this engine.`),
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

/** Whether something beside the Node runtime keeps the network closed. */
export function isNetworkClosed({ network }: Isolation): boolean {
  return network !== 'runtime' && network !== 'none';
}

function assertClosed(isolation: Isolation): void {
  if (isNetworkClosed(isolation)) return;
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
