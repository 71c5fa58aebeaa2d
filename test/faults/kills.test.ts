import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startConfinedEngine } from '../../scripts/confined-engine.ts';
import type { Engine } from '../../src/shell/engine-host.ts';
import { prepareHome } from '../../src/shell/home.ts';
import { findBelow, temporaryFolder } from '../e2e/carrel.ts';
import { smallModels } from '../e2e/small-models.ts';
import { filesHolding } from '../store/fixture.ts';
import { ChangingFolder } from './changing-folder.ts';
import { seeded, type Random } from './random.ts';
import { Witness } from './witness.ts';

// 1,000 kills with `npm run test:faults` (`-- --kills N --seed S` for others), a few with every test run.
const KILLS = Number(process.env['CARREL_KILLS'] ?? 4);
const SEED = Number(process.env['CARREL_SEED'] ?? 3);
/** Kills that one data folder lives through before everything in it is looked at. */
const KILLS_A_HOME = 15;

const parts = ['engine', 'engine', 'parse', 'inference'] as const;
const steps = ['add', 'add', 'change', 'remove', 'embed'] as const;
type Step = (typeof steps)[number];

const kills = { engine: 0, parse: 0, inference: 0 };

/** One data folder and what befalls it. */
interface World {
  readonly home: string;
  readonly models: string;
  readonly random: Random;
  readonly folder: ChangingFolder;
  readonly witness: Witness;
}

/** Does a step to its end; false where the engine died over it. `begun` counts up as it works. */
async function take(world: World, { client }: Engine, step: Step, begun: () => void) {
  const { folder, random, witness } = world;
  switch (step) {
    case 'remove': {
      for (const path of folder.remove(1 + random.below(4), random)) witness.toRemove.add(path);
      for (const target of witness.toRemove) {
        const removed = await client.call('removeDocuments', { target });
        if (!removed.ok) return false;
        witness.removed(target);
        begun();
      }
      return true;
    }
    case 'embed': {
      const id = random.pick(['first', 'second']);
      witness.embedders.add(id);
      const chosen = await client.call('chooseModel', { role: 'embed', id });
      if (!chosen.ok) return false;
      witness.embedders = new Set([id]);
      return (await client.stream('followWork', {}, begun)).ok;
    }
    default: {
      if (step === 'add') folder.add(4 + random.below(12));
      else folder.change(2 + random.below(8), random);
      const input = { paths: [folder.path], watch: true };
      const added = await client.stream('addDocuments', input, begun);
      expect(added.ok ? added.value.problems : []).toEqual([]);
      return added.ok;
    }
  }
}

/** Takes a step and kills a process at a random moment of it. */
async function takeAndKill(world: World, engine: Engine): Promise<'engine-died' | 'goes-on'> {
  const { random, witness } = world;
  const part = random.pick(parts);
  const [signs, pause] = [random.below(6), random.below(250)];
  const step = random.pick(steps);
  const at = { signs: 0, over: false };
  const work = take(world, engine, step, () => (at.signs += 1)).finally(() => (at.over = true));
  const watching = (async () => {
    while (!at.over) {
      await witness.look(engine.client);
      await delay(40);
    }
  })();
  // Some of the moments are counted in signs of work, so that a slow machine is killed at work too.
  const find = () =>
    part === 'engine' ? engine.pid() : findBelow(engine.pid(), `src/${part}/main`);
  while (!at.over && (at.signs < signs || find() === undefined)) await delay(10);
  if (!at.over) await delay(pause);
  const pid = find();
  if (!at.over && pid !== undefined) {
    process.kill(pid, 'SIGKILL');
    kills[part] += 1;
    // Disposed of at once, so that it is not started again behind the next one.
    if (part === 'engine') await engine.dispose();
  }
  const [done] = await Promise.all([work, watching]);
  if (engine.pid() === undefined) return 'engine-died';
  expect(done, `${step}, with ${part} killed`).toBe(true);
  return 'goes-on';
}

/** Lives through kills; the data folder is then left to come to rest by itself, and looked at. */
async function live(world: World, count: number): Promise<void> {
  const { home, models, folder, witness } = world;
  const total = () => kills.engine + kills.parse + kills.inference;
  const last = total() + count;
  let engine = await startConfinedEngine(home, { models });
  // From here on the folder is watched: whatever is cut short must be gone on with by itself.
  folder.add(3);
  const input = { paths: [folder.path], watch: true };
  expect(await engine.client.stream('addDocuments', input, () => undefined)).toMatchObject({
    ok: true,
  });
  while (total() < last) {
    if ((await takeAndKill(world, engine)) === 'goes-on') continue;
    engine = await startConfinedEngine(home, { models });
    await witness.expectKept(engine.client);
  }
  for (const target of witness.toRemove) {
    expect(await engine.client.call('removeDocuments', { target })).toMatchObject({ ok: true });
  }
  await expect
    .poll(() => witness.isSettled(engine.client), { timeout: 180_000, interval: 200 })
    .toBe(true);
  await witness.expectKept(engine.client);
  await witness.expectWhole(engine.client);
  await engine.dispose();
  for (const word of folder.gone) expect(filesHolding(home, word), word).toEqual([]);
}

test(
  `${KILLS} kills of engine, parser and models lose and double nothing, seed ${SEED}`,
  async () => {
    const models = await smallModels('first', 'second');
    for (let left = KILLS, home = 0; left > 0; left -= KILLS_A_HOME, home += 1) {
      const place = temporaryFolder('kills');
      const folder = new ChangingFolder(join(place, 'notes'));
      const world: World = {
        home: prepareHome(join(place, 'home')),
        models,
        random: seeded(SEED + home),
        folder,
        witness: new Witness(folder),
      };
      await live(world, Math.min(left, KILLS_A_HOME));
      console.log(`seed ${SEED + home}: kills`, { ...kills }, world.witness.acknowledged);
    }
  },
  3 * 3_600_000,
);
