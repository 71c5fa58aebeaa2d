import type { ErrorCode } from '../contract/errors.ts';

/** What the process ends with; fixed, since scripts rely on it. */
export const exitCode = {
  done: 0,
  failed: 1,
  usage: 2,
  notFound: 3,
  stopped: 130,
} as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** The exit code of a command that ended with an error. */
export function exitCodeOf(code: ErrorCode): ExitCode {
  if (code === 'cancelled') return exitCode.stopped;
  return code === 'invalid-input' || code === 'unknown-route' ? exitCode.usage : exitCode.failed;
}
