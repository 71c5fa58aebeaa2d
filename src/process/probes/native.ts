import type { ProbeFinding, ProbeTargets } from '../probe-schema.ts';
import { attempt, finding } from './attempt.ts';
import { trySqlite } from './ways.ts';

/** LanceDB repeats a connection six times, whatever its retry settings say: 2.7 s when refused. */
const lanceMilliseconds = 8000;

/** An error with the system's code, from a message of Rust's such as `... (os error 13)`. */
function translated(error: unknown): Error {
  const message = error instanceof Error ? error.message : '';
  const number = /(?:os error |Os \{ code: )(\d+)/.exec(message)?.[1];
  const code = number === '1' ? 'EPERM' : number === '13' ? 'EACCES' : 'LANCEDB_ERROR';
  return Object.assign(new Error(code), { code });
}

async function connectByLance(port: number): Promise<string> {
  const { connect } = await import('@lancedb/lancedb');
  try {
    await connect('s3://carrel-probe/none', {
      storageOptions: {
        awsAccessKeyId: 'none',
        awsSecretAccessKey: 'none',
        region: 'none',
        allowHttp: 'true',
        endpoint: `http://127.0.0.1:${port}`,
        clientMaxRetries: '0',
        timeout: '1s',
      },
    });
  } catch (error) {
    // Any HTTP status is an answer from outside.
    if (!(error instanceof Error && /status: \d{3}/.test(error.message))) throw translated(error);
  }
  return 'connected';
}

async function writeByLance(folder: string): Promise<string> {
  const { connect } = await import('@lancedb/lancedb');
  try {
    const database = await connect(folder);
    await database.createTable('probe', [{ a: 1 }]);
    database.close();
  } catch (error) {
    throw translated(error);
  }
  return 'written';
}

/**
 * Tries to get out of the engine from the native code it holds, which Node's permission model does
 * not bind: LanceDB by TCP (its S3 client) and by a table outside, SQLite by opening, attaching
 * and vacuuming into a database outside and by opening another file. Neither has a way to try UDP
 * or a Unix socket. Never rejects; at most some 20 s.
 */
export async function runNativeProbes(targets: ProbeTargets): Promise<ProbeFinding[]> {
  const tcp = await attempt('LanceDB', () => connectByLance(targets.tcpPort), lanceMilliseconds);
  const table = await attempt(
    'LanceDB',
    () => writeByLance(`${targets.outsideFile}.lance`),
    lanceMilliseconds,
  );
  const sqlite = await trySqlite(targets);
  return [
    finding('tcp', [tcp]),
    finding('write-outside', [table, sqlite.open, sqlite.attach, sqlite.vacuum]),
    finding('read-other-file', [sqlite.read]),
  ];
}
