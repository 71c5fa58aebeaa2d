import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import type { ProbeTargets } from '../probe-schema.ts';
import { answerMilliseconds, attempt, type Attempt } from './attempt.ts';

/** What is sent, so that the receiver can tell who got out. */
const greeting = 'carrel-probe';

async function meet(open: () => Socket): Promise<string> {
  const socket = open();
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(answerMilliseconds) });
    // Written before it is closed, so that the other side sees more than a connection.
    await new Promise<void>((resolve) => {
      socket.end(greeting, resolve);
    });
    return 'connected';
  } finally {
    socket.destroy();
  }
}

async function sendDatagram(port: number): Promise<string | null> {
  const socket = createSocket('udp4');
  try {
    const failed = once(socket, 'error').then(([error]) => {
      throw error instanceof Error ? error : new Error('socket error');
    });
    const answered = once(socket, 'message').then(() => 'answered');
    const quiet = delay(answerMilliseconds, null, { ref: false });
    failed.catch(() => undefined);
    answered.catch(() => undefined);
    socket.send(greeting, port, '127.0.0.1');
    return await Promise.race([answered, failed, quiet]);
  } finally {
    socket.close();
  }
}

/** Tries TCP, UDP and a Unix socket through Node's own interfaces. */
export async function tryNetwork(
  by: string,
  targets: ProbeTargets,
): Promise<Record<'tcp' | 'udp' | 'unix-socket', Attempt>> {
  return {
    tcp: await attempt(by, () => meet(() => connect(targets.tcpPort, '127.0.0.1'))),
    udp: await attempt(by, () => sendDatagram(targets.udpPort)),
    'unix-socket': await attempt(by, () => meet(() => connect(targets.unixSocket))),
  };
}

/** Tries to write outside and to read another file through Node's own interfaces. */
export async function tryFiles(
  by: string,
  targets: ProbeTargets,
): Promise<Record<'write-outside' | 'read-other-file', Attempt>> {
  return {
    'write-outside': await attempt(by, () => {
      writeFileSync(targets.outsideFile, greeting);
      return 'written';
    }),
    'read-other-file': await attempt(by, () => {
      readFileSync(targets.otherFile);
      return 'read';
    }),
  };
}

/** SQLite's answer to a file that it read and that is no database. */
const notADatabase = 26;

function usingDatabase(path: string, readOnly: boolean, sql: string): void {
  const database = new DatabaseSync(path, { readOnly });
  try {
    database.exec(sql);
  } finally {
    database.close();
  }
}

/**
 * Tries files from native code: SQLite, which is part of Node, opens what it likes under Node's
 * permission model, so that a refusal is the operating system's.
 */
export async function trySqlite(
  targets: ProbeTargets,
): Promise<Record<'open' | 'attach' | 'vacuum' | 'read', Attempt>> {
  const outside = (ending: string): string => `${targets.outsideFile}.${ending}.sqlite`;
  const quoted = (path: string): string => `'${path.replaceAll("'", "''")}'`;
  const written = (path: string, sql: string) => () => {
    usingDatabase(path, false, sql);
    return 'written';
  };
  return {
    open: await attempt('SQLite open', written(outside('open'), 'CREATE TABLE t (a)')),
    attach: await attempt(
      'SQLite ATTACH',
      written(':memory:', `ATTACH ${quoted(outside('attach'))} AS o; CREATE TABLE o.t (a)`),
    ),
    vacuum: await attempt(
      'SQLite VACUUM INTO',
      written(':memory:', `VACUUM INTO ${quoted(outside('vacuum'))}`),
    ),
    read: await attempt('SQLite open', () => {
      try {
        usingDatabase(targets.otherFile, true, 'SELECT * FROM sqlite_schema');
      } catch (error) {
        const wasRead =
          error instanceof Error && 'errcode' in error && error.errcode === notADatabase;
        if (!wasRead) throw error;
      }
      return 'read';
    }),
  };
}
