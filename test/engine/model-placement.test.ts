import { expect, it } from 'vitest';
import { err, ok, type Result } from '../../src/contract/result.ts';
import type { Hardware } from '../../src/contract/system.ts';
import { ModelPlacement } from '../../src/engine/model-placement.ts';
import { SettingsService } from '../../src/engine/settings-service.ts';
import type { Acceleration } from '../../src/inference/routes.ts';
import { engineSetting } from './fixtures/setting.ts';

const hardware: Hardware = {
  platform: 'linux',
  arch: 'x64',
  cpu: 'sample',
  backend: 'cpu',
  gpus: [],
  physicalCores: 2,
  memoryBytes: 1e9,
  freeMemoryBytes: 1e9,
};

function placement(configure: (wanted: Acceleration) => Promise<Result<Hardware>>) {
  const values = new Map<string, string>();
  const settings = new SettingsService({
    setting: (key) => values.get(key),
    setSetting: (key, value) => void values.set(key, value),
  });
  const setting = engineSetting();
  setting.remove();
  return {
    settings,
    models: new ModelPlacement({ settings, environment: setting.environment, configure }),
  };
}

it('stores a change only once models run so, and puts them back where it fails', async () => {
  const asked: number[] = [];
  const failure = err({ code: 'inference-failed', message: 'It stopped.' });
  const { settings, models } = placement(({ threads }) => {
    asked.push(threads);
    return Promise.resolve(threads === 3 ? failure : ok(hardware));
  });
  expect(await models.change({ threads: 1 })).toMatchObject({ threads: 1 });
  const refused = models.change({ threads: 3 });
  await expect(refused).rejects.toMatchObject({ code: 'inference-failed' });
  expect(settings.read()).toMatchObject({ threads: 1 });
  expect(asked).toEqual([1, 3, 1]);
  expect(await models.hardware()).toEqual(hardware);
});

it('makes changes one after the other, each on top of the one before', async () => {
  const running: Acceleration[] = [];
  const { settings, models } = placement(async (wanted) => {
    await Promise.resolve();
    running.push(wanted);
    return ok(hardware);
  });
  await Promise.all([models.change({ processor: 'cpu' }), models.change({ threads: 2 })]);
  expect(running.at(-1)).toEqual({ gpu: 'off', threads: 2 });
  expect(settings.read()).toMatchObject({ processor: 'cpu', threads: 2 });
});
