import { expect, test } from 'vitest';
import { CarrelFailure } from '../../../src/contract/errors.ts';
import { EnergyService } from '../../../src/engine/energy/energy-service.ts';
import { EnergyMeter, WATTS_A_CORE } from '../../../src/engine/energy/meter.ts';
import type { RaplReading } from '../../../src/engine/energy/rapl.ts';

/** Clocks and settings that the test moves. */
function machine(): {
  seconds: number;
  rapl: RaplReading | undefined;
  values: Map<string, string>;
  service: () => EnergyService;
} {
  const state = {
    seconds: 0,
    rapl: undefined as RaplReading | undefined,
    values: new Map<string, string>(),
    service: () =>
      new EnergyService(
        {
          setting: (key) => state.values.get(key),
          setSetting: (key, value) => {
            state.values.set(key, value);
          },
        },
        new EnergyMeter({
          processorSeconds: () => Promise.resolve(state.seconds),
          rapl: () => state.rapl,
        }),
      ),
  };
  return state;
}

/** Lets the promises that wait for each other settle. */
const settled = (): Promise<void> =>
  new Promise((done) => {
    setImmediate(done);
  });

const busy = (state: { seconds: number }, seconds: number) => (): Promise<string> => {
  state.seconds += seconds;
  return Promise.resolve('done');
};

test('a question costs the processor time of its work, and says that this is an estimate', async () => {
  const state = machine();
  const service = state.service();
  const { value, energy } = await service.ofQuestion(busy(state, 2));
  expect(value).toBe('done');
  expect(energy).toStrictEqual({ joules: 2 * WATTS_A_CORE, method: 'estimate' });
  await service.ofQuestion(busy(state, 4));
  expect(service.report().perQuestion).toBeCloseTo(3 * WATTS_A_CORE, 6);
});

test('counters are taken where they can be read, and not added to estimates', async () => {
  const state = machine();
  const service = state.service();
  await service.ofQuestion(busy(state, 2));
  const counter = (microjoules: number): RaplReading =>
    new Map([['intel-rapl:0', { microjoules, range: 1e12 }]]);
  state.rapl = counter(0);
  const { energy } = await service.ofQuestion(() => {
    state.rapl = counter(7_000_000);
    return Promise.resolve('done');
  });
  expect(energy).toStrictEqual({ joules: 7, method: 'rapl' });
  expect(service.report()).toStrictEqual({
    method: 'rapl',
    perQuestion: 7,
    perThousandPages: null,
  });
});

test('reading is told for a thousand pages, from a number of pages that says something', async () => {
  const state = machine();
  const service = state.service();
  service.readingBegins();
  await settled();
  state.seconds += 5;
  service.readingEnds(10);
  await service.settled();
  expect(service.report().perThousandPages).toBeNull();
  service.readingBegins();
  await settled();
  state.seconds += 5;
  service.readingEnds(10);
  await service.settled();
  expect(service.report().perThousandPages).toBeCloseTo((1000 * 10 * WATTS_A_CORE) / 20, 6);
});

test('what a question and reading used at the same time goes into neither mean', async () => {
  const state = machine();
  const service = state.service();
  service.readingBegins();
  const { energy } = await service.ofQuestion(busy(state, 3));
  expect(energy.joules).toBeCloseTo(3 * WATTS_A_CORE, 6);
  service.readingEnds(100);
  await service.settled();
  expect(service.report()).toStrictEqual({
    method: null,
    perQuestion: null,
    perThousandPages: null,
  });
});

test('the sums outlive the engine; damaged ones are begun anew', async () => {
  const state = machine();
  await state.service().ofQuestion(busy(state, 1));
  const [first] = state.values.keys();
  expect(state.service().report().perQuestion).toBe(WATTS_A_CORE);
  state.values.set(first ?? '', '{"method":"guess"}');
  expect(state.service().report().perQuestion).toBeNull();
});

test('a full disk fails no question', async () => {
  const state = machine();
  const service = new EnergyService(
    {
      setting: () => undefined,
      setSetting: () => {
        throw new CarrelFailure('disk-full', 'The disk is full.');
      },
    },
    new EnergyMeter({
      processorSeconds: () => Promise.resolve(state.seconds),
      rapl: () => undefined,
    }),
  );
  await service.ofQuestion(busy(state, 1));
  expect(service.report().perQuestion).toBe(WATTS_A_CORE);
});
