import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { french } from '../../scripts/scans/french.ts';
import { measureScans } from '../../scripts/scans/measure.ts';
import { ensureTinyModels } from '../../scripts/setup.ts';

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-scans-'));
  await ensureTinyModels();
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a French price list, scanned badly, is found, right and marked', async () => {
  const prices = french.find(({ table }) => table !== undefined);
  if (prices === undefined) throw new Error('the set lacks a table');
  const judged = await measureScans(folder, [
    { text: prices, degradation: { dpi: 200, quarters: 0, skew: 0, specks: 0.0005, grain: 24 } },
  ]);
  expect(judged).toHaveLength(5);
  expect(judged.filter(({ hit }) => hit).length).toBeGreaterThanOrEqual(4);
  // Others may be quoted by another sentence of the sheet.
  expect(judged.filter(({ right }) => right).length).toBeGreaterThanOrEqual(3);
  expect(judged.flatMap(({ wrongChecked }) => wrongChecked)).toEqual([]);
  const overlaps = judged.flatMap(({ overlap }) => overlap ?? []);
  expect(overlaps.length).toBeGreaterThanOrEqual(4);
  expect(Math.min(...overlaps)).toBeGreaterThan(0.5);
});
