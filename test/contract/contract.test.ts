import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createClient } from '../../src/contract/client.ts';
import { memoryPair } from './memory-pair.ts';
import { refuseAll } from './refuse.ts';
import { request, stream, type Transport } from '../../src/contract/route.ts';
import { serve } from '../../src/contract/server.ts';
import { streamWindow } from '../../src/contract/wire.ts';
import { contractSuite } from './contract-suite.ts';
import { sampleHandlers, sampleRoutes } from './sample-routes.ts';

describe('over the in-memory pair', () => {
  contractSuite(() => {
    const [near, far] = memoryPair();
    const server = serve(sampleRoutes, sampleHandlers(), far);
    return Promise.resolve({
      transport: near,
      breakOff: () => {
        far.close();
      },
      dispose: () => {
        server.close();
        return Promise.resolve();
      },
    });
  });
});

test('a process that cannot start its work tells why to every call', async () => {
  const [near, far] = memoryPair();
  const error = { code: 'home-in-use', message: 'In use.' } as const;
  serve(sampleRoutes, refuseAll(sampleRoutes, error), far);
  const client = createClient(sampleRoutes, near);
  expect(await client.call('add', { left: 1 })).toEqual({ ok: false, error });
  expect(await client.stream('count', { to: 1 }, () => {})).toEqual({ ok: false, error });
});

describe('the server', () => {
  test('logs what it hides, under the reference it gives', async () => {
    const [near, far] = memoryPair();
    const logged: [string, unknown][] = [];
    serve(sampleRoutes, sampleHandlers(), far, {
      onInternalError: (reference, error) => logged.push([reference, error]),
    });
    const result = await createClient(sampleRoutes, near).call('fail', { how: 'unexpected' });
    expect(logged).toHaveLength(1);
    expect(result).toMatchObject({ error: { details: { reference: logged[0]?.[0] } } });
    expect(String(logged[0]?.[1])).toContain('secret');
  });

  test('aborts the signals of its calls when the transport closes', async () => {
    const [near, far] = memoryPair();
    const handlers = sampleHandlers();
    serve(sampleRoutes, handlers, far);
    const client = createClient(sampleRoutes, near);
    void client.call('hang', {});
    await client.call('aborted', {});
    client.close();
    await delay(10);
    const [secondNear, secondFar] = memoryPair();
    serve(sampleRoutes, handlers, secondFar);
    const second = createClient(sampleRoutes, secondNear);
    expect(await second.call('aborted', {})).toEqual({ ok: true, value: { count: 1 } });
  });

  test('describes hostile input in a bounded message', async () => {
    const [near, far] = memoryPair();
    serve(sampleRoutes, sampleHandlers(), far);
    const input = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`field${n}`, n]));
    // @ts-expect-error the point of the test
    const result = await createClient(sampleRoutes, near).call('echo', input);
    expect(result).toMatchObject({ error: { code: 'invalid-input' } });
    expect(JSON.stringify(result).length).toBeLessThan(1000);
  });

  test('answers busy beyond its limit of calls', async () => {
    const [near, far] = memoryPair();
    serve(sampleRoutes, sampleHandlers(), far, { maxCalls: 2 });
    const client = createClient(sampleRoutes, near);
    const stop = new AbortController();
    const { signal } = stop;
    const hanging = [client.call('hang', {}, { signal }), client.call('hang', {}, { signal })];
    expect(await client.call('hang', {})).toMatchObject({ error: { code: 'busy' } });
    stop.abort();
    await Promise.all(hanging);
    expect(await client.call('add', { left: 1 })).toMatchObject({ ok: true });
  });

  test.each([
    ['no object', 'hello'],
    ['an unknown type', { type: 'shutdown', id: 1 }],
    ['a further field', { type: 'cancel', id: 1, force: true }],
    ['an id that is no number', { type: 'cancel', id: '1' }],
  ])('cuts off a client that sends %s', async (_name, message) => {
    const [near, far] = memoryPair();
    serve(sampleRoutes, sampleHandlers(), far);
    const closed = new Promise<void>((resolve) => {
      near.onClose(resolve);
    });
    near.send(message);
    await closed;
  });

  test('cuts off a client that uses an id twice', async () => {
    const [near, far] = memoryPair();
    serve(sampleRoutes, sampleHandlers(), far);
    const closed = new Promise<void>((resolve) => {
      near.onClose(resolve);
    });
    near.send({ type: 'call', id: 1, route: 'hang', input: {} });
    near.send({ type: 'call', id: 1, route: 'hang', input: {} });
    await closed;
  });

  test('credit nobody was owed does not widen the window', async () => {
    const [near, far] = memoryPair();
    serve(sampleRoutes, sampleHandlers(), far);
    let chunks = 0;
    near.onMessage(() => {
      chunks += 1;
    });
    near.send({ type: 'call', id: 1, route: 'count', input: { to: 0 } });
    for (let n = 0; n < 10; n += 1) near.send({ type: 'credit', id: 2 });
    near.send({ type: 'call', id: 2, route: 'count', input: { to: 100 } });
    await delay(20);
    // One result of the first call, one window of the second.
    expect(chunks).toBe(1 + streamWindow);
  });

  test('a handler that ignores credit is stopped before it fills the memory', async () => {
    const [near, far] = memoryPair();
    const routes = {
      flood: stream({
        input: z.strictObject({}),
        chunk: z.strictObject({ n: z.number() }),
        output: z.strictObject({ refused: z.number() }),
      }),
    };
    serve(
      routes,
      {
        async flood(_input, context) {
          const sent = Array.from({ length: 5000 }, (_, n) => context.emit({ n }));
          const settled = await Promise.allSettled(sent);
          return { refused: settled.filter(({ status }) => status === 'rejected').length };
        },
      },
      far,
    );
    const result = await createClient(routes, near).stream('flood', {}, () => {});
    expect(result).toEqual({ ok: true, value: { refused: 5000 - 1000 - streamWindow } });
  });
});

describe('the client, facing an end that cannot be trusted', () => {
  const routes = {
    page: stream({
      input: z.strictObject({}),
      chunk: z.strictObject({ text: z.string() }),
      output: z.strictObject({ pages: z.number() }),
    }),
    info: request({ input: z.strictObject({}), output: z.strictObject({ pages: z.number() }) }),
  };

  /** Answers the first call with these messages. */
  function answering(...messages: readonly object[]): Transport {
    const [near, far] = memoryPair();
    far.onMessage((message) => {
      if (JSON.stringify(message).includes('"call"')) for (const each of messages) far.send(each);
    });
    return near;
  }

  test('refuses a chunk that does not fit', async () => {
    const transport = answering({ type: 'chunk', id: 1, chunk: { text: 7 } });
    const seen: unknown[] = [];
    const result = await createClient(routes, transport).stream('page', {}, (chunk) => {
      seen.push(chunk);
    });
    expect(result).toMatchObject({ error: { code: 'internal', details: { path: 'text' } } });
    expect(seen).toEqual([]);
  });

  test('refuses an answer that does not fit, with the error it was told to use', async () => {
    const transport = answering({ type: 'result', id: 1, value: { pages: 'many' } });
    const client = createClient(routes, transport, {
      mismatchError: (route, path) => ({ code: 'parse-crashed', message: `${route} ${path}` }),
    });
    expect(await client.call('info', {})).toEqual({
      ok: false,
      error: { code: 'parse-crashed', message: 'info pages' },
    });
  });

  test.each([
    [
      'chunks beyond its credit',
      Array.from({ length: streamWindow + 1 }, () => ({
        type: 'chunk',
        id: 1,
        chunk: { text: 'a' },
      })),
    ],
    ['a malformed message', [{ type: 'result', id: 1, value: {}, more: true }]],
    ['an unknown error code', [{ type: 'error', id: 1, error: { code: 'haha', message: '' } }]],
  ])('cuts off an end that sends %s', async (_name, messages: object[]) => {
    const transport = answering(...messages);
    const client = createClient(routes, transport);
    const result = await client.stream('page', {}, () => delay(50));
    expect(result).toMatchObject({ error: { code: 'connection-lost' } });
    expect(await client.call('info', {})).toMatchObject({ error: { code: 'connection-lost' } });
  });

  test('chunks to a request are a broken protocol', async () => {
    const transport = answering({ type: 'chunk', id: 1, chunk: { text: 'a' } });
    const result = await createClient(routes, transport).call('info', {});
    expect(result).toMatchObject({ error: { code: 'connection-lost' } });
  });

  test('an answer that has come in is not lost by a close while chunks are read', async () => {
    const [near, far] = memoryPair();
    far.onMessage((message) => {
      if (!JSON.stringify(message).includes('"call"')) return;
      far.send({ type: 'chunk', id: 1, chunk: { text: 'a' } });
      far.send({ type: 'result', id: 1, value: { pages: 1 } });
      far.close();
    });
    const result = await createClient(routes, near).stream('page', {}, () => delay(30));
    expect(result).toEqual({ ok: true, value: { pages: 1 } });
  });
});
