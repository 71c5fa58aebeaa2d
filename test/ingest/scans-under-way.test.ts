import { expect, test } from 'vitest';
import { ScansUnderWay } from '../../src/ingest/scans-under-way.ts';

const { signal: never } = new AbortController();

/** A scan that goes on until one of its signals ends it. */
function untilEnded(signal: AbortSignal, cut: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    cut.addEventListener('abort', () => {
      resolve('cut');
    });
    signal.addEventListener('abort', () => {
      reject(new Error('abandoned'));
    });
  });
}

test('what is under way is ended with what it found, or fails; what begins later goes on', async () => {
  const scans = new ScansUnderWay();
  const first = scans.run(never, untilEnded);
  expect(scans.any).toBe(true);
  const ending = scans.end();
  // Begun meanwhile: neither ended nor waited for.
  const later = scans.run(never, untilEnded);
  await ending;
  expect(await first).toBe('cut');
  expect(scans.any).toBe(true);
  const failed = expect(later).rejects.toThrow('abandoned');
  await scans.withoutScans(async () => undefined);
  await failed;
  expect(scans.any).toBe(false);
});

test('what is asked for during work that nothing may be looked for during begins after it', async () => {
  const scans = new ScansUnderWay();
  const order: string[] = [];
  const work = Promise.withResolvers<void>();
  const without = scans.withoutScans(async () => {
    await work.promise;
    order.push('work');
  });
  const asked = scans.run(never, async () => {
    order.push('scan');
  });
  work.resolve();
  await Promise.all([without, asked]);
  expect(order).toEqual(['work', 'scan']);
});

test('its caller stops a scan by itself', async () => {
  const scans = new ScansUnderWay();
  const caller = new AbortController();
  const stopped = scans.run(caller.signal, untilEnded);
  caller.abort();
  await expect(stopped).rejects.toThrow('abandoned');
});
