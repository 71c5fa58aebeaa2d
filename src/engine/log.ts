import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { systemCodeOf } from '../process/system-error.ts';

/** The log is started anew at this size; the one before is kept. */
const MAX_BYTES = 1_000_000;

let file: string | undefined;

/** Sends the log to `logs/engine.log` of the data folder. */
export function openLog(home: string): void {
  const folder = join(home, 'logs');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    file = join(folder, 'engine.log');
  } catch {
    // Where nothing can be written the store says so, with a reason; a log cannot.
  }
}

/** Writes a line to the log. Never document text, names or paths of documents. */
export function log(message: string): void {
  if (file === undefined) return;
  try {
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_BYTES) {
      renameSync(file, `${file}.1`);
    }
    appendFileSync(file, `${new Date().toISOString()} ${message}\n`, { mode: 0o600 });
  } catch {
    // A full disk must not turn a log line into a failure of its own.
  }
}

/**
 * An unexpected exception as the log may hold it: its class, code and stack. The message is left
 * out, since it may quote a document.
 */
export function describeException(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = systemCodeOf(error);
  const name = code === undefined ? error.name : `${error.name} ${code}`;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line));
  const cause = error.cause === undefined ? '' : `\n  caused by ${describeException(error.cause)}`;
  return `${name}\n${frames.join('\n')}${cause}`;
}
