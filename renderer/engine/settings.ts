import type { ContractError } from '../../src/contract/errors.ts';
import type { Settings } from '../../src/contract/settings.ts';
import type { DoorClient } from './client.ts';
import { useEngine } from './engine-store.ts';

/** Changes asked for; how many of them are under way; the last one that is known to be stored. */
let asked = 0;
let underway = 0;
let lastStored = 0;
/** What the data folder holds, as far as is known. */
let stored: Settings | null = null;

/**
 * Changes settings, at once on the page and then in the data folder. What cannot be stored is taken
 * back once no change is under way. Returns why, or null.
 */
export async function changeSettings(
  client: DoorClient,
  change: Partial<Settings>,
): Promise<ContractError | null> {
  const shown = useEngine.getState().settings;
  if (underway === 0) stored = shown;
  underway += 1;
  asked += 1;
  const own = asked;
  if (shown !== null) useEngine.setState({ settings: { ...shown, ...change } });
  const changed = await client.call('changeSettings', change);
  underway -= 1;
  // Answers may overtake one another; that to a later change holds the earlier ones too.
  if (changed.ok && own > lastStored) {
    lastStored = own;
    stored = changed.value;
  }
  if (underway === 0 && stored !== null) useEngine.setState({ settings: stored });
  return changed.ok ? null : changed.error;
}

/** Reads the settings again. Returns why they cannot be read, or null. */
export async function readSettings(
  client: DoorClient,
  signal?: AbortSignal,
): Promise<ContractError | null> {
  const read = await client.call('readSettings', {}, signal === undefined ? {} : { signal });
  if (read.ok) useEngine.setState({ settings: read.value });
  return read.ok ? null : read.error;
}
