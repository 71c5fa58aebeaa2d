import type { ModelEntry } from '../../src/contract/models.ts';
import { ok, type Result } from '../../src/contract/result.ts';
import type { ProfileEntry } from '../../src/contract/shell-routes.ts';
import type { DoorClient } from '../engine/client.ts';

/** The profile that suits this machine, with its models in full. */
export interface Suited {
  readonly profile: ProfileEntry;
  readonly models: readonly ModelEntry[];
}

/** Reads which profile suits this machine; null where none can be had. */
export async function readSuited(
  client: DoorClient,
  signal: AbortSignal,
): Promise<Result<Suited | null>> {
  const [profiles, models] = await Promise.all([
    client.call('listProfiles', {}, { signal }),
    client.call('listModels', {}, { signal }),
  ]);
  if (!profiles.ok) return profiles;
  if (!models.ok) return models;
  const profile = profiles.value.profiles.find(({ recommended }) => recommended);
  if (profile === undefined) return ok(null);
  return ok({
    profile,
    models: profile.models.flatMap(
      (id) => models.value.models.find((each) => each.id === id) ?? [],
    ),
  });
}

/** Those still to be fetched. */
export function missingOf({ models }: Suited): readonly ModelEntry[] {
  return models.filter(({ state }) => state === 'available' || state === 'damaged');
}
