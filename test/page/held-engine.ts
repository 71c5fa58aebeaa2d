import { errors, type Locator, type Page } from 'playwright-core';
import { processBelow } from '../e2e/carrel.ts';

/** Milliseconds; a banner comes within one of the machine's worst seconds, or not at all. */
const PATIENCE = 20_000;
const TRIES = 3;

/**
 * Kills the engine below the process `pid` and holds the next one, so that the banner is there to be
 * seen however fast the machine is; the process that is held, and the banner. Where the next one had
 * been ready before it could be held, it is killed in its turn.
 */
export async function killAndHold(
  page: Page,
  pid: number | undefined,
): Promise<{ readonly held: number; readonly banner: Locator }> {
  const banner = page.getByText('What was under way goes on by itself.');
  let engine = await processBelow(pid, 'src/engine/main');
  for (let tries = 1; ; tries += 1) {
    process.kill(engine, 'SIGKILL');
    const held = await processBelow(pid, 'src/engine/main', engine);
    process.kill(held, 'SIGSTOP');
    try {
      await banner.waitFor({ timeout: PATIENCE });
      return { held, banner };
    } catch (error) {
      process.kill(held, 'SIGCONT');
      if (tries === TRIES || !(error instanceof errors.TimeoutError)) throw error;
      engine = held;
    }
  }
}
