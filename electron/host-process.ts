import { spawn, type ChildProcess } from 'node:child_process';
import { fromHost, type FromHost, type ToHost } from '../src/desktop/protocol.ts';

export interface HostProcessOptions {
  readonly node: string;
  readonly entry: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onMessage: (message: FromHost) => void;
  /** Called once, also where it could not be started. `asked`: `stop` was called before. */
  readonly onEnd: (asked: boolean) => void;
}

/** The desktop host, running. */
export interface HostProcess {
  send(message: ToHost): void;
  /** Asks it to close the engine in order; ends it after `graceMs`. */
  stop(graceMs?: number): Promise<void>;
}

/** What Electron and Node read from the environment and would change what the host is. */
const foreign = /^(?:ELECTRON_|NODE_(?!USE_ENV_PROXY|USE_SYSTEM_CA|EXTRA_CA_CERTS)|CHROME_)/u;

/** Starts the host on Carrel's own Node, with a channel of JSON messages. */
export function startHostProcess(options: HostProcessOptions): HostProcess {
  const environment = Object.fromEntries(
    Object.entries(options.environment).filter(([name]) => !foreign.test(name)),
  );
  const child: ChildProcess = spawn(
    options.node,
    ['--no-warnings', options.entry, ...options.args],
    {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // Two versions of V8 meet here, and their own formats need not agree.
      serialization: 'json',
      // Companies' own certificate authorities count, as in the system's browser.
      env: { NODE_USE_SYSTEM_CA: '1', ...environment },
      windowsHide: true,
    },
  );
  let asked = false;
  const ended = new Promise<void>((resolve) => {
    let told = false;
    const end = () => {
      if (told) return;
      told = true;
      options.onEnd(asked);
      resolve();
    };
    child.once('exit', end);
    child.once('error', end);
  });
  child.on('message', (raw: unknown) => {
    const parsed = fromHost.safeParse(raw);
    if (parsed.success) options.onMessage(parsed.data);
    // It does not speak the protocol: another program, or a damaged one.
    else child.kill('SIGKILL');
  });
  const send = (message: ToHost) => {
    if (child.connected) child.send(message, () => undefined);
  };
  return {
    send,
    async stop(graceMs = 15_000) {
      asked = true;
      send({ type: 'quit' });
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await ended;
      clearTimeout(timer);
    },
  };
}
