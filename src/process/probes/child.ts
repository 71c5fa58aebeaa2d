import { spawn } from 'node:child_process';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { ProbeTargets } from '../probe-schema.ts';
import { attemptMilliseconds, errorCode, type Attempt } from './attempt.ts';

/** What a program that is not Node sends by TCP, so that the receiver can tell it apart. */
export const childGreeting = 'carrel-child';
/** Added to the outside file's name by such a program. */
export const childEnding = '.child';

const outputBytes = 65_536;

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program to its end, at most until the deadline; rejects if it cannot be started. */
async function run(
  file: string,
  args: readonly string[],
  verbatim = false,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Ended> {
  return await new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: attemptMilliseconds,
      killSignal: 'SIGKILL',
      windowsHide: true,
      windowsVerbatimArguments: verbatim,
      env: environment,
    });
    let output = '';
    child.stdout.on('data', (data: Buffer) => {
      if (output.length < outputBytes) output += data.toString('utf8');
    });
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, output });
    });
  });
}

// $1: a file outside, $2: a TCP port, $3: a UDP port. Only bash knows /dev/tcp and /dev/udp.
const shellScript = `
try() { name=$1; shift; if ( "$@" ) 2>/dev/null; then echo "$name escaped"; else echo "$name refused"; fi; }
write() { echo x > "$file"; }
tcp() { exec 3<>"/dev/tcp/127.0.0.1/$port" && echo ${childGreeting} >&3; }
udp() { exec 3<>"/dev/udp/127.0.0.1/$datagrams" && echo ${childGreeting} >&3; }
file=$1 port=$2 datagrams=$3
echo started
try write write
if [ -n "$BASH_VERSION" ]; then try tcp tcp; try udp udp; fi
`;

function runCommand(targets: ProbeTargets): Promise<Ended> {
  const file = `${targets.outsideFile}${childEnding}`;
  if (/^cmd(\.exe)?$/i.test(basename(targets.command))) {
    const write = `(echo x>"${file}") 2>nul && echo write escaped || echo write refused`;
    return run(targets.command, ['/d', '/s', '/c', `"echo started& ${write}"`], true);
  }
  const ports = [String(targets.tcpPort), String(targets.udpPort)];
  return run(targets.command, ['-c', shellScript, 'probe', file, ...ports]);
}

/**
 * Starts a program that is not Node, which Node's permission model does not bind, and lets it try
 * to write outside and (where the program is bash) to send by TCP and UDP. Blocked where it could
 * not be started, or was and all it tried was refused.
 */
export async function tryCommand(targets: ProbeTargets): Promise<Attempt> {
  const by = basename(targets.command);
  try {
    const { output } = await runCommand(targets);
    const lines = output.split(/\r?\n/).map((line) => line.trim());
    const detail = lines.filter((line) => line !== '').join(', ');
    if (!lines.includes('started')) return { by, outcome: 'not-run', detail: 'did not start' };
    if (lines.some((line) => line.endsWith('escaped'))) return { by, outcome: 'escaped', detail };
    const refused = lines.some((line) => line.endsWith('refused'));
    return { by, outcome: refused ? 'blocked' : 'not-run', detail };
  } catch (error) {
    const code = errorCode(error);
    const refused = ['ERR_ACCESS_DENIED', 'EACCES', 'EPERM'].includes(code);
    return { by, outcome: refused ? 'blocked' : 'not-run', detail: code };
  }
}

const attempted = z.strictObject({
  by: z.string(),
  outcome: z.enum(['blocked', 'escaped', 'not-run']),
  detail: z.string(),
});
const unboundOutput = z.strictObject({
  tcp: attempted,
  udp: attempted,
  'unix-socket': attempted,
  'write-outside': attempted,
});
type UnboundOutput = z.infer<typeof unboundOutput>;

/**
 * Tries the network and a write from a Node process that is given every permission of Node's model:
 * it is held by what holds native code here, the operating system's sandbox. Null where this
 * process may start no children.
 */
export async function tryUnbound(targets: ProbeTargets): Promise<UnboundOutput | null> {
  const { permission } = process;
  if (permission !== undefined && !permission.has('child')) return null;
  const entry = join(
    import.meta.dirname,
    import.meta.filename.endsWith('.ts') ? 'unbound.ts' : 'unbound.js',
  );
  // These flags are also what keeps Node from handing this process's own permissions down.
  const all = ['--permission', '--allow-net', '--allow-fs-read=*', '--allow-fs-write=*'];
  const environment = { ...process.env };
  delete environment['NODE_OPTIONS'];
  delete environment['NODE_CHANNEL_FD'];
  try {
    const args = ['--no-warnings', ...all, entry, JSON.stringify(targets)];
    const { output } = await run(process.execPath, args, false, environment);
    return unboundOutput.parse(JSON.parse(output));
  } catch {
    return null;
  }
}
