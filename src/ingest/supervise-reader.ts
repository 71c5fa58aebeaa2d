import type { ContractError } from '../contract/errors.ts';
import type { Routes } from '../contract/route.ts';
import type { ChildExit } from '../process/child-exit.ts';
import { spawnNode, type Confine } from '../process/spawn.ts';
import { supervise, type Supervised } from '../process/supervise.ts';

export interface ReaderOptions {
  readonly entry: string;
  /** Absolute paths the process may read: the program's own code, packages and data. */
  readonly readable: readonly string[];
  readonly confine?: Confine;
  /** Limit of the JavaScript heap in MB. */
  readonly memoryMb: number;
}

/**
 * A process that meets hostile bytes: it may read what `readable` names and do nothing else. It is
 * started again however often it ends, since one file or page can end one process only, and a folder
 * of bad ones must not stop the others.
 */
export function superviseReader<R extends Routes>(
  routes: R,
  { entry, readable, confine, memoryMb }: ReaderOptions,
  failure: (exit: ChildExit) => ContractError,
): Supervised<R> {
  return supervise({
    routes,
    start: () =>
      spawnNode({
        entry,
        memoryMb,
        semiSpaceMb: 4,
        permissions: {
          read: readable,
          write: [],
          addons: false,
          childProcess: false,
          worker: false,
          network: false,
        },
        ...(confine === undefined ? {} : { confine }),
      }),
    failure,
    restart: { maxPerMinute: Number.POSITIVE_INFINITY, backoffMs: 0 },
  });
}
