import type { ModelEntry } from '../../../src/contract/models.ts';
import { ok, type Result } from '../../../src/contract/result.ts';
import type { DoorClient } from '../../engine/client.ts';

/** Reads the models that are there or can be had. */
export async function readModels(
  client: DoorClient,
  signal: AbortSignal,
): Promise<Result<readonly ModelEntry[]>> {
  const listed = await client.call('listModels', {}, { signal });
  return listed.ok ? ok(listed.value.models) : listed;
}

/** The file is in place, whatever its state. */
export function isInstalled({ state }: ModelEntry): boolean {
  return state !== 'available';
}

/** In use first, then installed, then what fits this machine; smaller ones first. */
export function inOrder(models: readonly ModelEntry[]): readonly ModelEntry[] {
  return models.toSorted(
    (a, b) =>
      Number(b.inUse) - Number(a.inUse) ||
      Number(isInstalled(b)) - Number(isInstalled(a)) ||
      Number(b.fits) - Number(a.fits) ||
      (a.bytes ?? 0) - (b.bytes ?? 0),
  );
}
