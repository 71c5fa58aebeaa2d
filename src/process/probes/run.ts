import type { ProbeFinding, ProbeTargets } from '../probe-schema.ts';
import { finding } from './attempt.ts';
import { tryCommand, tryUnbound } from './child.ts';
import { tryFiles, tryNetwork, trySqlite } from './ways.ts';

/**
 * Tries every way out of the process it is called in, one after the other, and says what came of
 * each (a few seconds at most). Three layers are told apart in the details: `JavaScript` meets
 * Node's permission model first; `SQLite` and `Node with all permissions` (from processes that may
 * start children) meet the operating system's sandbox alone. Never rejects.
 */
export async function runProbes(targets: ProbeTargets): Promise<ProbeFinding[]> {
  const network = await tryNetwork('JavaScript', targets);
  const files = await tryFiles('JavaScript', targets);
  const unbound = await tryUnbound(targets);
  const sqlite = await trySqlite(targets);
  const command = await tryCommand(targets);
  const beside = <K extends 'tcp' | 'udp' | 'unix-socket' | 'write-outside'>(name: K) =>
    unbound === null ? [] : [unbound[name]];
  return [
    finding('tcp', [network.tcp, ...beside('tcp')]),
    finding('udp', [network.udp, ...beside('udp')]),
    finding('unix-socket', [network['unix-socket'], ...beside('unix-socket')]),
    finding('child-process', [command]),
    finding('write-outside', [files['write-outside'], ...beside('write-outside'), sqlite.open]),
    finding('read-other-file', [files['read-other-file'], sqlite.read]),
  ];
}
