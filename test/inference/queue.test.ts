import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { WorkQueue } from '../../src/inference/queue.ts';
import { codeOf } from './fixtures/setting.ts';

/** Work that ends when told to. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

test('runs one item at a time, the person first, then in order of arrival', async () => {
  const queue = new WorkQueue();
  const order: string[] = [];
  let running = 0;
  let most = 0;
  const add = (name: string, priority: 'person' | 'background') =>
    queue.run(priority, 'alone', async () => {
      running += 1;
      most = Math.max(most, running);
      await turn();
      order.push(name);
      running -= 1;
    });
  await Promise.all([
    add('b1', 'background'),
    add('b2', 'background'),
    add('p1', 'person'),
    add('b3', 'background'),
    add('p2', 'person'),
  ]);
  expect(order).toEqual(['b1', 'p1', 'p2', 'b2', 'b3']);
  expect(most).toBe(1);
});

test('lets only the person’s short work in beside a generation', async () => {
  const queue = new WorkQueue();
  const generation = gate();
  const order: string[] = [];
  const note = (name: string) => () => {
    order.push(name);
    return Promise.resolve();
  };
  const all = [
    queue.run('person', 'generation', () => generation.opened.then(note('generation'))),
    queue.run('background', 'alone', note('passage')),
    queue.run('person', 'alone', note('ranking')),
    queue.run('person', 'beside', note('query')),
  ];
  await turn();
  expect(order).toEqual(['query']);
  generation.open();
  await Promise.all(all);
  expect(order).toEqual(['query', 'generation', 'ranking', 'passage']);
});

test('work beside a generation is not joined by anything once the generation ends', async () => {
  const queue = new WorkQueue();
  const generation = gate();
  const query = gate();
  const order: string[] = [];
  const all = [
    queue.run('person', 'generation', () => generation.opened),
    queue.run('person', 'beside', () => query.opened),
    queue.run('person', 'beside', () => Promise.resolve(order.push('second query'))),
    queue.run('background', 'alone', () => Promise.resolve(order.push('passage'))),
  ];
  generation.open();
  await turn();
  expect(order).toEqual([]);
  query.open();
  await Promise.all(all);
  expect(order).toEqual(['second query', 'passage']);
});

test('a cancelled item never starts, and the others go on', async () => {
  const queue = new WorkQueue();
  const first = gate();
  const controller = new AbortController();
  let started = false;
  const running = queue.run('person', 'alone', () => first.opened);
  const waiting = queue.run(
    'person',
    'alone',
    () => Promise.resolve((started = true)),
    controller.signal,
  );
  const last = queue.run('person', 'alone', () => Promise.resolve('last'));
  expect(queue.waiting).toBe(2);
  controller.abort();
  expect(await codeOf(waiting)).toBe('cancelled');
  expect(queue.waiting).toBe(1);
  first.open();
  expect(await Promise.all([running, last])).toEqual([undefined, 'last']);
  expect(started).toBe(false);
  expect(await codeOf(queue.run('person', 'alone', () => first.opened, controller.signal))).toBe(
    'cancelled',
  );
});

test('says busy beyond its bound, for each priority apart', async () => {
  const queue = new WorkQueue(2);
  const first = gate();
  const nothing = () => Promise.resolve();
  const accepted = [
    queue.run('background', 'alone', () => first.opened),
    queue.run('background', 'alone', nothing),
    queue.run('background', 'alone', nothing),
  ];
  expect(await codeOf(queue.run('background', 'alone', nothing))).toBe('busy');
  accepted.push(queue.run('person', 'alone', nothing));
  first.open();
  await Promise.all(accepted);
  expect(queue.waiting).toBe(0);
});

test('work that fails, even at once, does not stop the queue', async () => {
  const queue = new WorkQueue();
  const failing = queue.run('person', 'alone', () => {
    throw new Error('at once');
  });
  const next = queue.run('person', 'alone', () => Promise.resolve('next'));
  await expect(failing).rejects.toThrow('at once');
  expect(await next).toBe('next');
});
