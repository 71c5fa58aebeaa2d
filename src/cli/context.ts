import type { EngineRoutes } from '../contract/engine-routes.ts';
import { CarrelFailure } from '../contract/errors.ts';
import type { Client } from '../contract/route.ts';
import type { Session } from '../shell/session.ts';
import { exitCode, exitCodeOf, type ExitCode } from './exit-code.ts';
import type { Output } from './output.ts';

export interface ConnectOptions {
  /** Connect also where the store is damaged, to mend or replace it. */
  readonly despiteDamage?: boolean;
}

/** The context that every command runs in. */
export interface CommandContext {
  readonly output: Output;
  /** The data folder, resolved. */
  readonly home: string;
  /** Aborts on Ctrl-C. */
  readonly signal: AbortSignal;
  connect(options?: ConnectOptions): Promise<Session>;
}

/** Runs a command's body with the engine, and closes the engine whatever happens. */
export async function withEngine(
  context: CommandContext,
  body: (client: Client<EngineRoutes>) => Promise<ExitCode>,
  options?: ConnectOptions,
): Promise<ExitCode> {
  const session = await context.connect(options);
  try {
    return await body(session.client);
  } finally {
    await session.close();
  }
}

/** Reports what a command threw and gives the exit code for it. */
export function reportFailure(output: Output, error: unknown, signal: AbortSignal): ExitCode {
  output.progressDone();
  if (signal.aborted) {
    output.note('Stopped. What was done is kept; the same command goes on from here.');
    return exitCode.stopped;
  }
  if (error instanceof CarrelFailure) {
    output.error(error.toData());
    return exitCodeOf(error.code);
  }
  output.error({
    code: 'internal',
    message: `Something went wrong inside Carrel: ${error instanceof Error ? error.message : String(error)}. Please report it.`,
  });
  return exitCode.failed;
}
