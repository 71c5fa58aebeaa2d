import { createSocket, type Socket as Datagrams } from 'node:dgram';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { childEnding, childGreeting } from '../process/probes/index.ts';
import type { ProbeTargets } from '../process/probe-schema.ts';

/** Which of the doctor's targets something in the sandbox has reached, as the targets themselves saw it. */
export interface Arrivals {
  readonly tcp: boolean;
  readonly udp: boolean;
  readonly unixSocket: boolean;
  /** Files written outside. */
  readonly files: boolean;
  /** Traffic and files of the program that is not Node, which are not counted above. */
  readonly child: { readonly network: boolean; readonly files: boolean };
}

/** Real sockets and files outside the sandbox that probes try to reach, and what has reached them. */
export interface Targets extends AsyncDisposable {
  readonly targets: ProbeTargets;
  arrivals(): Arrivals;
}

const bytesKept = 256;
/** An S3 client takes it for an answer and gives up. */
const httpAnswer = 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

/** Starts a listener that remembers the beginning of what each connection sent. */
async function listen(where: { path: string } | { port: number; host: string }) {
  const heard: string[] = [];
  const open = new Set<Socket>();
  const server: Server = createServer((socket) => {
    const index = heard.push('') - 1;
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      heard[index] = `${heard[index] ?? ''}${data.toString('latin1')}`.slice(0, bytesKept);
      if (heard[index].includes(' HTTP/1.')) socket.end(httpAnswer);
    });
  });
  server.listen(where);
  await once(server, 'listening');
  const address = server.address();
  return {
    heard,
    port: typeof address === 'object' && address !== null ? address.port : 0,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answerDatagrams() {
  const heard: string[] = [];
  const socket: Datagrams = createSocket('udp4');
  socket.on('error', () => undefined);
  socket.on('message', (message, from) => {
    heard.push(message.toString('latin1').slice(0, bytesKept));
    socket.send('heard', from.port, from.address, () => undefined);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { heard, port: socket.address().port, close: () => socket.close() };
}

function isBelow(folder: string, parent: string): boolean {
  const path = relative(parent, folder);
  return path === '' || (path !== '..' && !path.startsWith(`..${sep}`));
}

/** A folder of this person's that lies outside the data folder. */
function outsideFolder(home: string): string {
  const temporary = realpathSync.native(tmpdir());
  const parent = isBelow(temporary, home) ? dirname(home) : temporary;
  return mkdtempSync(join(parent, 'carrel-doctor-'));
}

/** A program that is not Node: bash where there is one, because it can also send by itself. */
function command(): string {
  if (process.platform === 'win32') {
    return join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'cmd.exe');
  }
  return ['/bin/bash', '/usr/bin/bash'].find((path) => existsSync(path)) ?? '/bin/sh';
}

/**
 * Prepares a TCP and a UDP port, a Unix socket (a pipe on Windows), a folder that can be written
 * and a file that can be read, all outside the data folder `home`. Disposing removes them.
 */
export async function prepareTargets(home: string): Promise<Targets> {
  const folder = outsideFolder(home);
  const written = join(folder, 'written');
  mkdirSync(written);
  const otherFile = join(folder, 'other.txt');
  writeFileSync(otherFile, randomBytes(64).toString('hex'), { mode: 0o600 });
  const unixSocket =
    process.platform === 'win32'
      ? `\\\\.\\pipe\\carrel-doctor-${randomBytes(8).toString('hex')}`
      : join(folder, 'socket');
  const tcp = await listen({ port: 0, host: '127.0.0.1' });
  const udp = await answerDatagrams();
  const unix = await listen({ path: unixSocket });
  const byChild = (text: string) => text.startsWith(childGreeting);
  const notByChild = (text: string) => !byChild(text);
  return {
    targets: {
      tcpPort: tcp.port,
      udpPort: udp.port,
      unixSocket,
      outsideFile: join(written, 'outside'),
      otherFile,
      command: command(),
    },
    arrivals() {
      const files = readdirSync(written);
      return {
        tcp: tcp.heard.some(notByChild),
        udp: udp.heard.some(notByChild),
        unixSocket: unix.heard.length > 0,
        files: files.some((name) => !name.endsWith(childEnding)),
        child: {
          network: tcp.heard.some(byChild) || udp.heard.some(byChild),
          files: files.some((name) => name.endsWith(childEnding)),
        },
      };
    },
    async [Symbol.asyncDispose]() {
      await tcp.close();
      await unix.close();
      udp.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
