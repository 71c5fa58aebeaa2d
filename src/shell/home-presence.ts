import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CarrelFailure } from '../contract/errors.ts';

/** How often a data folder in use is looked at, in milliseconds. */
const LOOK_MS = 500;

/** Whether a data folder that was in use is still where it was. */
export class HomePresence {
  readonly #home: string;
  #known: string | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(home: string) {
    this.#home = home;
  }

  /** From now on this folder is the one that must be there. */
  remember(): void {
    this.#known = identityOf(this.#home);
  }

  get isGone(): boolean {
    return this.#known !== undefined && identityOf(this.#home) !== this.#known;
  }

  /**
   * Another folder in its place is refused as well: nothing must be begun anew where a disk is only
   * unplugged. Throws `home-missing`.
   */
  assertThere(): void {
    if (this.isGone) throw new CarrelFailure('home-missing', homeMissing.message);
  }

  /** Looks again and again, until `end`; `onGone` is called each time that it is not there. */
  watch(onGone: () => void): void {
    this.#timer ??= setInterval(() => {
      if (this.isGone) onGone();
    }, LOOK_MS).unref();
  }

  end(): void {
    clearInterval(this.#timer);
  }
}

export const homeMissing = {
  code: 'home-missing',
  message:
    'The data folder is not there any more: its disk is not connected, or it was moved or deleted. Put it back where it was; Carrel then goes on by itself.',
} as const;

/**
 * Whether a data folder holds anything of Carrel's. The catalogue may be away for the moment in which a
 * restored one takes its place.
 */
export function isInUse(home: string): boolean {
  return ['catalogue.sqlite', 'replacement'].some((name) => existsSync(join(home, name)));
}

/**
 * By the folder's number and birth, which a disk keeps when it is unplugged; undefined where nothing of Carrel's is in
 * it.
 */
function identityOf(home: string): string | undefined {
  try {
    const { ino, birthtimeNs } = statSync(home, { bigint: true });
    return isInUse(home) ? `${ino} ${birthtimeNs}` : undefined;
  } catch {
    return undefined;
  }
}
