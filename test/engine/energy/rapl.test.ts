import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { raplJoules, readRapl } from '../../../src/engine/energy/rapl.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-rapl-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function zone(name: string, microjoules: string, range = '1000000000'): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'energy_uj'), `${microjoules}\n`);
  writeFileSync(join(folder, name, 'max_energy_range_uj'), `${range}\n`);
}

test('packages are added up, and what lies in one is not counted twice', () => {
  zone('intel-rapl:0', '1000000');
  zone('intel-rapl:1', '5000000');
  zone('intel-rapl:0:0', '900000');
  const before = readRapl(folder);
  zone('intel-rapl:0', '3000000');
  zone('intel-rapl:1', '5500000');
  zone('intel-rapl:0:0', '2900000');
  const after = readRapl(folder);
  expect(before?.size).toBe(2);
  expect(raplJoules(before ?? new Map(), after ?? new Map())).toBeCloseTo(2.5, 6);
});

test('a counter that began anew is counted on', () => {
  zone('intel-rapl:0', '999000000');
  const before = readRapl(folder) ?? new Map();
  zone('intel-rapl:0', '500000');
  expect(raplJoules(before, readRapl(folder) ?? new Map())).toBeCloseTo(1.5, 6);
});

test.each([
  ['no counters', () => undefined],
  [
    'no number in one',
    () => {
      zone('intel-rapl:0', 'many');
    },
  ],
  [
    'no range beside one',
    () => {
      zone('intel-rapl:0', '1');
      rmSync(join(folder, 'intel-rapl:0', 'max_energy_range_uj'));
    },
  ],
])('%s: nothing is read', (_, make) => {
  make();
  expect(readRapl(folder)).toBeUndefined();
});

test('no folder: nothing is read', () => {
  expect(readRapl(join(folder, 'nowhere'))).toBeUndefined();
});
