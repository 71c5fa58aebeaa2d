import type { ContractError } from '../../src/contract/errors.ts';
import type { Settings } from '../../src/contract/settings.ts';
import type { DoorClient } from './client.ts';
import { useEngine } from './engine-store.ts';

/** Changes under way or done; only the answer to the last one is what counts. */
let lastChange = 0;

/**
 * Changes settings, at once on the page and then in the data folder. What cannot be stored is taken
 * back. Returns why, or null.
 */
export async function changeSettings(
  client: DoorClient,
  change: Partial<Settings>,
): Promise<ContractError | null> {
  lastChange += 1;
  const own = lastChange;
  const before = useEngine.getState().settings;
  if (before !== null) useEngine.setState({ settings: { ...before, ...change } });
  const changed = await client.call('changeSettings', change);
  if (own === lastChange) {
    useEngine.setState({ settings: changed.ok ? changed.value : before });
  }
  return changed.ok ? null : changed.error;
}

/** Reads the settings again. Returns why they cannot be read, or null. */
export async function readSettings(
  client: DoorClient,
  signal: AbortSignal,
): Promise<ContractError | null> {
  const read = await client.call('readSettings', {}, { signal });
  if (read.ok) useEngine.setState({ settings: read.value });
  return read.ok ? null : read.error;
}
