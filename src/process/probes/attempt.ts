import { setTimeout as delay } from 'node:timers/promises';
import type { ProbeName } from '../../contract/system.ts';
import type { ProbeFinding } from '../probe-schema.ts';
import { systemCodeOf } from '../system-error.ts';

/** Longest that one attempt may take. LanceDB repeats a refused connection for 2.5 s by itself. */
export const attemptMilliseconds = 3000;
/** How long an answer is waited for that may never come. */
export const answerMilliseconds = 1500;

/** What one way of trying came to. `by` says which way, so that a reader can tell what it proves. */
export interface Attempt {
  readonly by: string;
  readonly outcome: ProbeFinding['outcome'];
  readonly detail: string;
}

/** Refusals by the operating system; ERR_ACCESS_DENIED is Node's own, before the system is asked. */
const systemRefusals = new Set(['EPERM', 'EACCES', 'EROFS', 'ENETUNREACH', 'SQLITE_CANTOPEN']);
const nodeRefusal = 'ERR_ACCESS_DENIED';

/** Whether a finding's detail shows that the operating system itself refused an attempt. */
export function refusedBySystem(detail: string): boolean {
  return detail.split(/[^A-Z_]+/).some((word) => systemRefusals.has(word));
}

/** The stable code of anything thrown; never its message, which may hold a path. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  // SQLite's number 14, SQLITE_CANTOPEN: all it says when the system refuses to open a file.
  if ('errcode' in error && error.errcode === 14) return 'SQLITE_CANTOPEN';
  return systemCodeOf(error) ?? error.name;
}

/**
 * Tries one way out. `act` resolves with what it achieved, or throws what it met; `null` means that
 * nothing came back. Never rejects, and never takes longer than the deadline (ms).
 */
export async function attempt(
  by: string,
  act: () => Promise<string | null> | string | null,
  deadline = attemptMilliseconds,
): Promise<Attempt> {
  const over = new AbortController();
  const late = delay(deadline, null, { signal: over.signal, ref: false });
  try {
    const achieved = await Promise.race([(async () => act())(), late]);
    return achieved === null
      ? { by, outcome: 'not-run', detail: 'no answer' }
      : { by, outcome: 'escaped', detail: achieved };
  } catch (error) {
    const code = errorCode(error);
    const refused = code === nodeRefusal || systemRefusals.has(code);
    return { by, outcome: refused ? 'blocked' : 'not-run', detail: code };
  } finally {
    over.abort();
    late.catch(() => undefined);
  }
}

/** One finding from all ways tried: out if any got out, blocked if any was refused and none got out. */
export function finding(probe: ProbeName, attempts: readonly Attempt[]): ProbeFinding {
  const any = (outcome: Attempt['outcome']) => attempts.some((one) => one.outcome === outcome);
  return {
    probe,
    outcome: any('escaped') ? 'escaped' : any('blocked') ? 'blocked' : 'not-run',
    detail: attempts.map(({ by, detail }) => `${by}: ${detail}`).join('; '),
  };
}
