import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { createClient } from '../../src/contract/client.ts';
import type { Client, Transport } from '../../src/contract/route.ts';
import { streamWindow } from '../../src/contract/wire.ts';
import { sampleRoutes } from './sample-routes.ts';

type Sample = Client<typeof sampleRoutes>;

export interface Connection {
  readonly transport: Transport;
  /** Takes the other end away, as a crash would. */
  breakOff(): void;
  dispose(): Promise<void>;
}

/** What the contract promises over any transport, tested against `sampleHandlers` at its end. */
export function contractSuite(connect: () => Promise<Connection>): void {
  const open: Connection[] = [];

  async function connected(): Promise<{ client: Sample; connection: Connection }> {
    const connection = await connect();
    open.push(connection);
    return { client: createClient(sampleRoutes, connection.transport), connection };
  }

  afterEach(async () => {
    for (const connection of open.splice(0)) await connection.dispose();
  });

  test('answers a request, filling defaults in', async () => {
    const { client } = await connected();
    expect(await client.call('add', { left: 2, terms: [{ right: 3 }] })).toEqual({
      ok: true,
      value: { sum: 5 },
    });
    expect(await client.call('add', { left: 2 })).toEqual({ ok: true, value: { sum: 2 } });
  });

  test('rejects invalid input with the path of the bad field', async () => {
    const { client } = await connected();
    const terms: unknown = [{ right: 1 }, { right: 'two' }];
    // @ts-expect-error the point of the test
    const result = await client.call('add', { left: 1, terms });
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'invalid-input', details: { path: 'terms.1.right' } },
    });
    const extra = { left: 1, admin: true };
    expect(await client.call('add', extra)).toMatchObject({
      error: { code: 'invalid-input' },
    });
  });

  test('knows no route beyond its table, inherited names included', async () => {
    const { client } = await connected();
    for (const name of ['missing', 'constructor', '__proto__', 'toString']) {
      // @ts-expect-error the point of the test
      const result = await client.call(name, {});
      expect(result).toMatchObject({ ok: false, error: { code: 'unknown-route' } });
    }
  });

  test('passes expected failures on and hides unexpected ones', async () => {
    const { client } = await connected();
    expect(await client.call('fail', { how: 'expected' })).toEqual({
      ok: false,
      error: {
        code: 'file-damaged',
        message: 'The file is damaged.',
        details: { file: 'a.pdf' },
      },
    });
    const hidden = await client.call('fail', { how: 'unexpected' });
    expect(hidden).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(hidden)).not.toContain('secret');
  });

  test('cancels by signal, here at once and there by its own signal', async () => {
    const { client } = await connected();
    const controller = new AbortController();
    const hanging = client.call('hang', {}, { signal: controller.signal });
    await client.call('aborted', {});
    controller.abort();
    expect(await hanging).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await client.call('aborted', {})).toEqual({ ok: true, value: { count: 1 } });
    expect(await client.call('hang', {}, { signal: controller.signal })).toMatchObject({
      error: { code: 'cancelled' },
    });
  });

  test.each([true, false])('streams in order, emits awaited: %s', async (awaiting) => {
    const { client } = await connected();
    const seen: number[] = [];
    const result = await client.stream('count', { to: 200, awaiting }, ({ n }) => {
      seen.push(n);
    });
    expect(result).toEqual({ ok: true, value: { emitted: 200 } });
    expect(seen).toEqual(Array.from({ length: 200 }, (_, n) => n));
  });

  test('a slow reader holds the writer at most a window ahead', async () => {
    const { client } = await connected();
    let read = 0;
    let furthest = 0;
    const result = await client.stream('count', { to: 1000 }, async () => {
      if (read % 50 === 0) {
        // Time enough for an unbounded writer to run away.
        await delay(20);
        const counted = await client.call('counted', {});
        if (counted.ok) furthest = Math.max(furthest, counted.value.n - read);
      }
      read += 1;
    });
    expect(result).toEqual({ ok: true, value: { emitted: 1000 } });
    expect(read).toBe(1000);
    expect(furthest).toBeGreaterThan(1);
    expect(furthest).toBeLessThanOrEqual(streamWindow);
  });

  test('a cancelled stream stops its writer', async () => {
    const { client } = await connected();
    const controller = new AbortController();
    let read = 0;
    const result = await client.stream(
      'count',
      { to: 1_000_000 },
      () => {
        read += 1;
        if (read === 10) controller.abort();
      },
      { signal: controller.signal },
    );
    expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    // What was granted before the cancel may still run.
    await delay(50);
    const first = await client.call('counted', {});
    await delay(50);
    expect(await client.call('counted', {})).toEqual(first);
    expect(read).toBe(10);
  });

  test('an exception of the reader ends the stream and is thrown to its caller', async () => {
    const { client } = await connected();
    const reading = client.stream('count', { to: 1000 }, ({ n }) => {
      if (n === 3) throw new Error('the reader broke');
    });
    await expect(reading).rejects.toThrow('the reader broke');
    expect(await client.call('add', { left: 1 })).toMatchObject({ ok: true });
  });

  test('typed arrays survive, views of larger buffers included', async () => {
    const { client } = await connected();
    const numbers = new Float32Array([9, 9, 1.5, 2.5, 9]).subarray(2, 4);
    const result = await client.call('double', { numbers });
    expect(result).toEqual({ ok: true, value: { numbers: new Float32Array([3, 5]) } });
  });

  test('when the other end is gone every call ends with connection-lost', async () => {
    const { client, connection } = await connected();
    const calls = [
      client.call('hang', {}),
      client.stream('count', { to: 1000 }, () => delay(1000)),
    ];
    await client.call('add', { left: 1 });
    connection.breakOff();
    for (const result of await Promise.all(calls)) {
      expect(result).toMatchObject({ ok: false, error: { code: 'connection-lost' } });
    }
    expect(await client.call('add', { left: 1 })).toMatchObject({
      error: { code: 'connection-lost' },
    });
  });

  test('closing the client ends its calls', async () => {
    const { client } = await connected();
    const hanging = client.call('hang', {});
    client.close();
    expect(await hanging).toMatchObject({ error: { code: 'connection-lost' } });
  });
}
