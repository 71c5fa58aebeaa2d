import { profileName } from '../../contract/models.ts';
import type { ProfileEntry } from '../../contract/shell-routes.ts';
import type { Hardware } from '../../contract/system.ts';
import { expectedBytes, profileModels, type ModelCatalogue } from '../../models/catalogue.ts';
import { lacksMemory } from '../../models/memory.ts';

/** What decides whether a profile suits this machine. */
export interface Machine {
  readonly hardware: Pick<Hardware, 'memoryBytes' | 'gpus' | 'physicalCores'>;
  /** Of the data folder's disk, or null where it cannot be told. */
  readonly freeDiskBytes: number | null;
  /** Whether a catalogue model is in place. */
  readonly isInstalled: (id: string) => boolean;
}

/** Disk left free beside the models, for documents and the system: 2 GiB. */
const diskReserve = 2 * 2 ** 30;

/**
 * A processor without a graphics processor writes with a 4-billion-parameter model from about this
 * many cores on; below, an answer takes minutes. (Each token reads all weights once, and fewer
 * cores do not fill the memory's bandwidth.)
 */
const coresToWrite = 4;
/** Share of a graphics processor's memory that a model's weights may take; the rest is context. */
const gpuShare = 0.8;

/**
 * The catalogue's profiles, smallest first, for this machine. Exactly one is recommended: the
 * largest that has the memory, the disk and the speed it needs; else the smallest, whatever else.
 */
export function describeProfiles(catalogue: ModelCatalogue, machine: Machine): ProfileEntry[] {
  const { hardware, freeDiskBytes, isInstalled } = machine;
  const described = profileName.options.map((name) => {
    const models = profileModels(catalogue, name);
    const missing = models.filter(({ id }) => !isInstalled(id));
    const bytesToFetch = missing.reduce((sum, model) => sum + (expectedBytes(model) ?? 0), 0);
    const fits = models.every((model) => lacksMemory(model.minMemoryBytes, hardware) === null);
    const weights = models.reduce((sum, model) => sum + (expectedBytes(model) ?? 0), 0);
    const onGpu = hardware.gpus.some(({ memoryBytes }) => memoryBytes * gpuShare >= weights);
    const fastEnough =
      onGpu || (name === 'standard' && hardware.physicalCores >= coresToWrite) || name === 'tiny';
    const roomOnDisk =
      missing.length === 0 || freeDiskBytes === null || freeDiskBytes - bytesToFetch >= diskReserve;
    return {
      entry: {
        name,
        models: models.map(({ id }) => id),
        bytesToFetch,
        installed: missing.length === 0,
        fits,
      },
      suits: fits && fastEnough && roomOnDisk,
    };
  });
  const best = described.findLast(({ suits }) => suits) ?? described[0];
  return described.map((one) => ({ ...one.entry, recommended: one === best }));
}
