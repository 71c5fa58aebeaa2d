// A confined program for tests: answers each message with what it was sent, and does what is asked.
import { execFileSync, fork, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import {
  confine,
  appliedIsolation,
  type SandboxPolicy,
} from '../../../src/process/sandbox/index.ts';

/** What a test asks for; `act` names one of the acts below. */
export interface Ask {
  readonly act: keyof typeof acts;
  readonly path: string;
  readonly policy?: SandboxPolicy;
}

async function nested({ path, policy }: Ask): Promise<unknown> {
  if (policy === undefined) return 'no policy';
  const plain = { file: process.execPath, args: ['--no-warnings', import.meta.filename] };
  const { file, args } = confine(plain, policy);
  const child = spawn(file, args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  try {
    return await new Promise((resolve, reject) => {
      child.on('message', resolve);
      child.on('error', reject);
      child.on('exit', (code, signal) => reject(new Error(`ended ${code} ${signal}`)));
      child.send({ act: 'write', path } satisfies Ask);
    });
  } finally {
    child.kill('SIGKILL');
  }
}

const acts = {
  write({ path }: Ask) {
    writeFileSync(path, 'x');
    return 'written';
  },
  read: ({ path }: Ask) => readFileSync(path, 'utf8').length,
  shell({ path }: Ask) {
    execFileSync('/bin/sh', ['-c', 'echo x > "$0"', path], { stdio: 'ignore' });
    return 'written';
  },
  run: ({ path }: Ask) => execFileSync(path, ['-c', 'echo done'], { encoding: 'utf8' }),
  status: () => readFileSync('/proc/self/status', 'utf8'),
  applied: () => appliedIsolation(),
  environment: () => ({ ...process.env }),
  descriptors: () => execFileSync('/bin/ls', ['/proc/self/fd'], { encoding: 'utf8' }),
  sqlite({ path }: Ask) {
    const database = new DatabaseSync(path);
    database.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1)');
    const row = database.prepare('SELECT count(*) AS n FROM t').get();
    database.close();
    return row?.['n'];
  },
  async lance({ path }: Ask) {
    const { connect } = await import('@lancedb/lancedb');
    const database = await connect(path);
    const table = await database.createTable('t', [{ id: 1, vector: [1, 2] }]);
    await table.add([{ id: 2, vector: [2, 3] }]);
    await table.optimize({ cleanupOlderThan: new Date() });
    return await table.countRows();
  },
  async llama() {
    const { getLlama } = await import('node-llama-cpp');
    const llama = await getLlama({ build: 'never', skipDownload: true, gpu: false });
    return llama.systemInfo.length > 0;
  },
  /** Starts this program once more under a policy of its own and asks it to write. */
  nested,
  /** A child without a policy of its own. */
  async inherit({ path }: Ask) {
    const child = fork(import.meta.filename, { serialization: 'advanced' });
    child.send({ act: 'write', path } satisfies Ask);
    const [answer] = await new Promise<unknown[]>((resolve) => {
      child.on('message', (...got) => resolve(got));
    });
    child.kill('SIGKILL');
    return answer;
  },
};

process.on('message', (ask: Ask | Float32Array) => {
  if (ask instanceof Float32Array) {
    process.send?.(ask);
    return;
  }
  void (async () => {
    try {
      process.send?.({ value: await acts[ask.act](ask) });
    } catch (error) {
      process.send?.({
        error: error instanceof Error && 'code' in error ? error.code : String(error),
      });
    }
  })();
});
