import { CarrelFailure } from '../../contract/errors.ts';
import type { InputOf, OutputOf } from '../../contract/route.ts';
import type { ShellDescription, ShellRoutes } from '../../contract/shell-routes.ts';

/** How far a move of the data folder is, in bytes. */
export interface MoveProgress {
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

/**
 * What a door can do with the system around it. A part that is absent is not offered on the page,
 * and refused where it is asked for all the same.
 */
export interface ShellSystem {
  readonly door: ShellDescription['door'];
  /** Carrel's Node 26 binary, which under Electron is not this process's own. */
  readonly node: string;
  /** Shows a system dialog; empty when it was closed. */
  choose?(kind: InputOf<ShellRoutes['choosePaths']>['kind']): Promise<string[]>;
  /** Opens a file in the system's own program, or shows it in its folder. */
  open?(path: string, reveal: boolean): Promise<void>;
  moveHome?(
    to: string,
    report: (progress: MoveProgress) => void,
    signal: AbortSignal,
  ): Promise<OutputOf<ShellRoutes['moveHome']>>;
  /** The proxy on the way to an https address, such as `http://proxy:3128`, or null. */
  findProxy?(address: string): Promise<string | null>;
  /**
   * Asks whether documents may be added where only the Node runtime closes the network. Absent where the
   * person said so at the start.
   */
  readonly confirmUnsandboxed?: () => Promise<boolean>;
  announce?(what: InputOf<ShellRoutes['announce']>): Promise<void>;
}

/** The refusal of what this door's system cannot do. */
export function unsupportedHere(what: string): CarrelFailure {
  return new CarrelFailure(
    'invalid-input',
    `This window cannot ${what}; the desktop application of Carrel can.`,
  );
}
