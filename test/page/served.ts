import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { createClient } from '../../src/contract/client.ts';
import { doorRoutes, type DoorRoutes } from '../../src/contract/door-routes.ts';
import type { Client } from '../../src/contract/route.ts';
import { webSocketTransport } from '../../src/serve/web-socket-transport.ts';

export const repository = resolve(import.meta.dirname, '../..');
/** The sample documents that come with the program. */
export const samples = join(repository, 'resources', 'samples');

const program = join(repository, 'src', 'cli', 'main.ts');
const printed = z.strictObject({ address: z.string(), port: z.number().int() });

/** A `carrel serve` of this checkout on a data folder of its own, with the tiny models. */
export interface Served {
  readonly home: string;
  /** With the token in its fragment; another after each restart. */
  readonly address: string;
  readonly pid: number;
  /** The contract over a connection of the test's own, for what is not under test. */
  readonly client: Client<DoorRoutes>;
  /** Adds files and folders and waits until they can be searched. */
  add(paths: readonly string[], collection?: string): Promise<void>;
  /** Waits until at least so many documents are known and no work is left. */
  idle(documents?: number, seconds?: number): Promise<void>;
  /** Ends the process, by default as a power cut would, and starts another on the same folder. */
  restart(signal?: 'SIGKILL' | 'SIGINT'): Promise<void>;
  /** Ends the process and removes the data folder. */
  stop(): Promise<void>;
}

interface Started {
  readonly child: ChildProcess;
  readonly address: string;
  readonly client: Client<DoorRoutes>;
}

async function connect(address: string): Promise<Client<DoorRoutes>> {
  const { origin, host, hash } = new URL(address);
  const socket = new WebSocket(`ws://${host}/contract`, { origin });
  await once(socket, 'open');
  socket.send(JSON.stringify({ token: hash.replace('#token=', '') }));
  return createClient(doorRoutes, webSocketTransport(socket));
}

async function launch(home: string, env: Readonly<Record<string, string>>): Promise<Started> {
  const child = spawn(
    process.execPath,
    ['--no-warnings', program, 'serve', '--json', '--home', home],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CARREL_GPU: 'off', ...env },
    },
  );
  let errors = '';
  child.stderr.on('data', (data: Buffer) => (errors = `${errors}${data.toString('utf8')}`));
  for await (const line of createInterface({ input: child.stdout })) {
    const { address } = printed.parse(JSON.parse(line));
    return { child, address, client: await connect(address) };
  }
  throw new Error(`carrel serve did not start:\n${errors}`);
}

async function end({ child, client }: Started, signal: 'SIGKILL' | 'SIGINT'): Promise<void> {
  client.close();
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

/**
 * Starts `carrel serve`; the page must have been built (global-setup.ts). `fill` writes into the data
 * folder before.
 */
export async function serve(
  env: Readonly<Record<string, string>> = {},
  fill?: (home: string) => void,
): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-page-'));
  const home = join(folder, 'home');
  fill?.(home);
  let started = await launch(home, env);

  async function idle(documents = 0, seconds = 120): Promise<void> {
    const until = Date.now() + seconds * 1000;
    let last = '';
    while (Date.now() < until) {
      const status = await started.client.call('status', {});
      last = JSON.stringify(status);
      if (status.ok && !status.value.working && status.value.documents >= documents) return;
      await delay(100);
    }
    throw new Error(`the library did not come to rest within ${seconds} s: ${last}`);
  }

  return {
    home,
    get address() {
      return started.address;
    },
    get pid() {
      return started.child.pid ?? -1;
    },
    get client() {
      return started.client;
    },
    async add(paths, collection) {
      const added = await started.client.stream(
        'addDocuments',
        { paths: [...paths], ...(collection === undefined ? {} : { collection }) },
        () => undefined,
      );
      if (!added.ok) throw new Error(added.error.message);
    },
    idle,
    async restart(signal = 'SIGKILL') {
      await end(started, signal);
      started = await launch(home, env);
    },
    async stop() {
      await end(started, 'SIGINT');
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
