import type { Isolation } from '../../contract/system.ts';

/**
 * What a process may reach. A confined process that confines its children can only narrow: the
 * rules of every layer hold together, so a parent needs each right that one of its children needs.
 */
export interface SandboxPolicy {
  /** No socket of any family but the pipes that were there at the start. */
  readonly network: 'none';
  /** Absolute paths of existing folders below which everything may be written. */
  readonly writable: readonly string[];
  /**
   * `all`, or the absolute paths below which files may be read; programs can then only be started
   * from `runnable`. Paths that do not exist are left out. Writable folders are readable.
   */
  readonly readable: 'all' | readonly string[];
  /** `gpu` opens the graphics devices that exist when the process starts. */
  readonly devices: 'none' | 'gpu';
}

/** A program and its arguments, as `child_process.spawn` takes them. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/** A command that may be handed on and changed. */
export interface ConfinedCommand {
  file: string;
  args: string[];
}

/** One operating system's way to hold a process to a policy. */
export interface SystemSandbox {
  /**
   * The command that starts `command` under `policy`. What this system or kernel cannot enforce is
   * left open; `describe` says what that is. `node` is the Node binary for a helper, if one is needed.
   */
  confine(command: Command, policy: SandboxPolicy, node: string): ConfinedCommand;
  /** What is enforced, as found by trial on this machine and kept for the process's life. */
  describe(policy: SandboxPolicy, node: string): Isolation;
}
