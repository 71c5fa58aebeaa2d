import type { ModelEntry } from '../../../src/contract/models.ts';
import { ok, type Result } from '../../../src/contract/result.ts';
import type { DoorClient } from '../../engine/client.ts';

/**
 * Reads the models that are there or can be had. Where nobody has chosen a model for answers, the
 * one that the engine takes by itself is in use.
 */
export async function readModels(
  client: DoorClient,
  signal: AbortSignal,
): Promise<Result<readonly ModelEntry[]>> {
  const [listed, status] = await Promise.all([
    client.call('listModels', {}, { signal }),
    client.call('status', {}, { signal }),
  ]);
  if (!listed.ok) return listed;
  const { models } = listed.value;
  if (!status.ok || models.some(({ role, inUse }) => role === 'answer' && inUse)) return ok(models);
  const { answerer } = status.value;
  return ok(models.map((model) => (model.id === answerer ? { ...model, inUse: true } : model)));
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
