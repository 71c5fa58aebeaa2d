import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** What a process did to the disk, in order, and what it said on its output in between. */
export type DiskEvent =
  | { readonly kind: 'create'; readonly path: string; readonly truncate: boolean }
  | {
      readonly kind: 'write';
      readonly path: string;
      readonly data: Buffer;
      /** Absent: behind what is there. */
      readonly offset?: number;
    }
  | { readonly kind: 'resize'; readonly path: string; readonly size: number }
  | { readonly kind: 'rename' | 'link'; readonly path: string; readonly to: string }
  | { readonly kind: 'remove' | 'folder' | 'sync'; readonly path: string }
  | { readonly kind: 'said'; readonly line: string };

const CALLS =
  'openat,write,pwrite64,writev,pwritev,pwritev2,ftruncate,fallocate,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,fsync,fdatasync,link,linkat,copy_file_range,sendfile';

/** Why calls cannot be recorded here, or undefined. */
export function cannotTrace(): string | undefined {
  const { status } = spawnSync('strace', ['-o', '/dev/null', 'true']);
  return status === 0 ? undefined : 'strace is not installed, or may not trace here';
}

/** Runs a program to its end and leaves a record of its calls in `log`. */
export function trace(log: string, program: readonly string[]): void {
  const options = ['-f', '-y', '-xx', '-s', '10000000', '-e', `trace=${CALLS}`, '-o', log];
  const { status, stderr } = spawnSync('strace', [...options, ...program], {
    maxBuffer: 1 << 28,
    timeout: 120_000,
  });
  if (status !== 0) throw new Error(`the traced program ended with ${status}: ${String(stderr)}`);
}

/** The events of a record, in the order in which calls ended. */
export async function* readTrace(log: string): AsyncGenerator<DiskEvent> {
  const unfinished = new Map<string, string>();
  for await (const line of createInterface({ input: createReadStream(log) })) {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/u.exec(line) ?? [];
    const cut = rest.indexOf(' <unfinished ...>');
    if (cut >= 0) {
      unfinished.set(thread, rest.slice(0, cut));
      continue;
    }
    const [, end] = /^<\.\.\. \w+ resumed>(.*)$/u.exec(rest) ?? [];
    yield* eventsOf(end === undefined ? rest : `${unfinished.get(thread) ?? ''}${end}`);
  }
}

const text = (hex: string): string => bytes(hex).toString('utf8');
const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(String.raw`\x`, ''), 'hex');

/** All strings are written in hexadecimal, so nothing in them looks like the record's own marks. */
function* eventsOf(call: string): Generator<DiskEvent> {
  const [, name = '', args = '', result = '-1'] = /^(\w+)\((.*)\) += (-?\d+)/u.exec(call) ?? [];
  if (Number(result) < 0) return;
  const strings = [...args.matchAll(/"([^"]*)"/gu)].map(([, hex = '']) => hex);
  const [opened] = args.matchAll(/(\w+)<([^>]*)>/gu);
  const at = text(opened?.[2] ?? '');
  const [first = '', second = ''] = strings.map((hex) => resolve(at, text(hex)));
  const lastNumber = Number(/(\d+)$/u.exec(args)?.[1]);
  switch (name) {
    case 'openat':
      if (args.includes('O_CREAT'))
        yield { kind: 'create', path: first, truncate: args.includes('O_TRUNC') };
      break;
    case 'write':
    case 'writev': {
      const data = Buffer.concat(strings.map(bytes)).subarray(0, Number(result));
      if (opened?.[1] === '1') yield { kind: 'said', line: data.toString('utf8').trim() };
      else yield { kind: 'write', path: at, data };
      break;
    }
    case 'pwrite64':
      yield { kind: 'write', path: at, data: bytes(strings[0] ?? ''), offset: lastNumber };
      break;
    case 'ftruncate':
      yield { kind: 'resize', path: at, size: lastNumber };
      break;
    case 'rename':
    case 'renameat':
    case 'renameat2':
      yield { kind: 'rename', path: first, to: second };
      break;
    case 'link':
    case 'linkat':
      yield { kind: 'link', path: first, to: second };
      break;
    case 'unlink':
    case 'unlinkat':
    case 'rmdir':
      yield { kind: 'remove', path: first };
      break;
    case 'mkdir':
    case 'mkdirat':
      yield { kind: 'folder', path: first };
      break;
    case 'fsync':
    case 'fdatasync':
      yield { kind: 'sync', path: at };
      break;
    default:
      // What is not taken into account must not be used unnoticed.
      throw new Error(`the record holds ${name}, which is not understood`);
  }
}
