import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** With this switch the application prints the proxies for an address and ends. */
export const proxySwitch = 'carrel-find-proxy';

/** A proxy's script may have to be fetched first, over a network that does not answer. */
const timeoutMs = 20_000;

/** The parts of Electron that find a proxy, so that tests can do without it. */
export interface ProxyParts {
  /** Chromium's answer, `DIRECT` or a list such as `PROXY proxy:3128; DIRECT`. */
  resolveProxy(address: string): Promise<string>;
  write(line: string): void;
  exit(): void;
}

/** All that a process started with `proxySwitch` does: prints the proxies for an address as one line, and ends. */
export async function printProxy(address: string, parts: ProxyParts): Promise<void> {
  try {
    parts.write(`${await parts.resolveProxy(address)}\n`);
  } finally {
    parts.exit();
  }
}

/**
 * Asks a process of its own for the proxies on the way to an address, since this one's network is
 * closed: a script that names proxies could not be fetched here (docs/adr/0260). Resolves with Chromium's
 * answer, or with nothing where there is none in time.
 *
 * @param program the application's own program, with the arguments it was started with.
 */
export async function askForProxy(
  program: string,
  args: readonly string[],
  address: string,
): Promise<string> {
  const child = spawn(program, [...args, `--${proxySwitch}=${address}`], {
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    windowsHide: true,
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', () => {
      resolve('');
    });
    child.once('close', () => {
      resolve('');
    });
  });
  const line = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).once('line', resolve);
  });
  return await Promise.race([line, ended]);
}

/**
 * The first proxy that Node can use of those that Chromium found for an address, as Node takes it:
 * `http://proxy:3128`. Null where there is none: `DIRECT`, SOCKS, or what is not of the format of proxy
 * scripts.
 */
export function proxyOf(resolved: string): string | null {
  for (const entry of resolved.split(';')) {
    const [kind = '', host = ''] = entry.trim().split(/\s+/u);
    if (kind === 'DIRECT') return null;
    if (!/^[\w.:[\]-]+$/u.test(host)) continue;
    if (kind === 'PROXY') return `http://${host}`;
    if (kind === 'HTTPS') return `https://${host}`;
  }
  return null;
}
