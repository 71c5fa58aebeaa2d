import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../e2e/carrel.ts';
import { Acknowledged, expectSound } from './acknowledged.ts';
import { seeded } from './random.ts';
import { cannotTrace, readTrace, trace, type DiskEvent } from './traced-writes.ts';
import { UnsyncedDisk, type Left } from './unsynced-disk.ts';

// At every sync and acknowledgement with CARREL_FAULTS=full (`npm run test:faults`), else at some.
const full = process.env['CARREL_FAULTS'] === 'full';
const SHARE = full ? 1 : 20;
const SEED = Number(process.env['CARREL_SEED'] ?? 1);
const writer = join(import.meta.dirname, 'history-writer.ts');

interface Tried {
  readonly points: number;
  readonly cuts: number;
}

/** Cuts the power at syncs and acknowledgements of a recorded run. */
async function cutEverywhere(events: AsyncIterable<DiskEvent>, home: string): Promise<Tried> {
  const random = seeded(SEED);
  const disk = new UnsyncedDisk(home);
  const acknowledged = new Acknowledged();
  let [points, cuts] = [0, 0];
  for await (const event of events) {
    if (event.kind === 'said') acknowledged.hear(event.line);
    if (event.kind === 'said' || event.kind === 'sync') {
      points += 1;
      for (const left of ['nothing', 'some', 'everything'] satisfies Left[]) {
        if (random.below(SHARE) !== 0) continue;
        cuts += 1;
        const target = join(home, '..', `cut-${cuts}`);
        disk.cut(target, left, random);
        await expectSound(target, acknowledged).catch((cause: unknown) => {
          const said = [...acknowledged.added].join(' ');
          throw new Error(`cut ${cuts}, ${left} left, after ${said}: ${String(cause)}`, { cause });
        });
        rmSync(target, { recursive: true });
      }
    }
    disk.apply(event);
  }
  return { points, cuts };
}

async function* withoutSyncs(events: AsyncIterable<DiskEvent>): AsyncGenerator<DiskEvent> {
  for await (const event of events) if (event.kind !== 'sync') yield event;
}

test(`what is acknowledged survives the loss of all that is not synced, seed ${SEED}`, async (context) => {
  const reason = cannotTrace();
  if (reason !== undefined) return context.skip(reason);
  const place = temporaryFolder('power');
  const home = join(place, 'home');
  const log = join(place, 'calls');
  mkdirSync(home);
  trace(log, [process.execPath, '--no-warnings', writer, home]);
  const tried = await cutEverywhere(readTrace(log), home);
  console.log('power cuts:', tried);
  expect(tried.points).toBeGreaterThan(50);

  // The same run on a disk that never syncs anything: the check sees the loss.
  const disk = new UnsyncedDisk(home);
  const acknowledged = new Acknowledged();
  for await (const event of withoutSyncs(readTrace(log))) {
    if (event.kind === 'said') acknowledged.hear(event.line);
    disk.apply(event);
  }
  disk.cut(join(place, 'lost'), 'nothing', seeded(SEED));
  await expect(expectSound(join(place, 'lost'), acknowledged)).rejects.toThrow();
}, 1_200_000);
