import { CarrelFailure, type ContractError, type ErrorCode } from '../contract/errors.ts';
import type { ChildExit } from '../process/child-exit.ts';

/** How a process ended that was gone between two messages. */
export const LOST = 'unknown';

/** What a person is told where one kind of reader fails. */
export interface ReaderMessages {
  readonly outOfMemory: string;
  readonly crashed: string;
  readonly stopped: string;
  readonly timedOut: (seconds: number) => string;
}

/** The failures of a process that reads hostile bytes, in the words of its kind. */
export class ReaderFailures {
  readonly #messages: ReaderMessages;
  readonly #lostCodes: ReadonlySet<ErrorCode>;

  /** @param lostCodes what a process answers that was started anew and knows nothing of the file. */
  constructor(messages: ReaderMessages, lostCodes: readonly ErrorCode[]) {
    this.#messages = messages;
    this.#lostCodes = new Set(lostCodes);
  }

  /** The error of calls in flight when the process ended: `parse-memory` or `parse-crashed`. */
  ofExit({ outOfMemory, signal, code }: ChildExit): ContractError {
    if (outOfMemory) return { code: 'parse-memory', message: this.#messages.outOfMemory };
    return this.#crashed(signal ?? (code === null ? LOST : `exit ${code}`));
  }

  /** What a call's error means; one of a process that was replaced meanwhile is `parse-crashed`. */
  ofCall(error: ContractError): CarrelFailure {
    return CarrelFailure.from(this.#lostCodes.has(error.code) ? this.#crashed(LOST) : error);
  }

  stopped(): CarrelFailure {
    return new CarrelFailure('cancelled', this.#messages.stopped);
  }

  timedOut(milliseconds: number): CarrelFailure {
    const message = this.#messages.timedOut(Math.round(milliseconds / 1000));
    return new CarrelFailure('parse-timeout', message, { milliseconds });
  }

  #crashed(how: string): ContractError {
    return { code: 'parse-crashed', message: this.#messages.crashed, details: { how } };
  }
}
