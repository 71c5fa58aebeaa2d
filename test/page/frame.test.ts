import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canBrowse, startHarness, type Harness } from './harness.ts';

describe.skipIf(!canBrowse)('the frame', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(async () => {
    await harness.stop();
  });

  test('asks its own origin and nobody else', { timeout: 20_000 }, async () => {
    const opened = await harness.open();
    await opened.page.getByRole('main').waitFor();
    expect(opened.requests.length).toBeGreaterThan(3);
    expect(opened.foreign).toEqual([]);
    expect(opened.errors).toEqual([]);
    await opened.close();
  });
});
