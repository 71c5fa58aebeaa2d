import { expect, test } from 'vitest';
import { loadCatalogue, profileModels } from '../../../src/models/catalogue.ts';
import { describeProfiles, type Machine } from '../../../src/shell/door/profiles.ts';

const catalogue = loadCatalogue();
const gib = 2 ** 30;

function machine(change: {
  memory: number;
  cores?: number;
  gpu?: number;
  disk?: number | null;
  installed?: readonly string[];
}): Machine {
  const { memory, cores = 8, gpu, disk = 500, installed = [] } = change;
  return {
    hardware: {
      memoryBytes: memory * gib,
      physicalCores: cores,
      gpus: gpu === undefined ? [] : [{ name: 'a graphics processor', memoryBytes: gpu * gib }],
    },
    freeDiskBytes: disk === null ? null : disk * gib,
    isInstalled: (id) => installed.includes(id),
  };
}

function recommended(change: Parameters<typeof machine>[0]): string[] {
  return describeProfiles(catalogue, machine(change))
    .filter((profile) => profile.recommended)
    .map(({ name }) => name);
}

test.each([
  [{ memory: 64, gpu: 24 }, 'workstation'],
  [{ memory: 64, gpu: 4 }, 'standard'],
  [{ memory: 64 }, 'standard'],
  [{ memory: 64, cores: 2 }, 'tiny'],
  [{ memory: 8, cores: 4 }, 'standard'],
  [{ memory: 4 }, 'tiny'],
  [{ memory: 64, gpu: 24, disk: 6 }, 'standard'],
  [{ memory: 64, gpu: 24, disk: 1 }, 'tiny'],
  [{ memory: 64, gpu: 24, disk: null }, 'workstation'],
  [{ memory: 0.5, cores: 1, disk: 0 }, 'tiny'],
] as const)('recommends for %j one profile: %s', (change, name) => {
  expect(recommended(change)).toEqual([name]);
});

test('a profile that is in place needs no more room on the disk', () => {
  const installed = profileModels(catalogue, 'workstation').map(({ id }) => id);
  expect(recommended({ memory: 64, gpu: 24, disk: 0, installed })).toEqual(['workstation']);
});

test('counts what is still to be fetched', () => {
  const [tiny, standard, workstation] = describeProfiles(
    catalogue,
    machine({ memory: 4, installed: ['multilingual-e5-small', 'smollm2-135m-instruct'] }),
  );
  expect(tiny).toMatchObject({ name: 'tiny', bytesToFetch: 0, installed: true, fits: true });
  expect(standard).toMatchObject({ name: 'standard', installed: false, fits: false });
  expect(standard?.models).toEqual(['multilingual-e5-small', 'qwen3-4b-instruct-2507']);
  expect(standard?.bytesToFetch).toBeGreaterThan(2e9);
  expect(standard?.bytesToFetch).toBeLessThan(3e9);
  expect(workstation?.models).toHaveLength(3);
});
