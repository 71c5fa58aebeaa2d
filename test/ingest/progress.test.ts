import { expect, test } from 'vitest';
import { ProgressTally } from '../../src/ingest/progress.ts';

function tallyAt() {
  const clock = { now: 0 };
  const tally = new ProgressTally(() => clock.now);
  tally.begin();
  return { clock, tally };
}

test('what failed counts as done, what is queued as to come', () => {
  const { tally } = tallyAt();
  tally.reading('a.pdf');
  expect(tally.snapshot({ filesQueued: 3, passages: 0, toEmbed: 0, scans: 0 }).current).toBe(
    'a.pdf',
  );
  tally.read(12, 30);
  tally.failed();
  tally.unchanged();
  tally.embedded(10);
  expect(tally.snapshot({ filesQueued: 1, passages: 30, toEmbed: 20, scans: 0 })).toMatchObject({
    filesDone: 2,
    filesTotal: 3,
    filesFailed: 1,
    filesUnchanged: 1,
    pagesDone: 12,
    passagesDone: 10,
    passagesTotal: 30,
    scansDone: 0,
    scansTotal: 0,
    current: '',
  });
});

test('no time is promised before there is something to go by', () => {
  const { clock, tally } = tallyAt();
  tally.read(1, 10);
  clock.now = 1000;
  expect(
    tally.snapshot({ filesQueued: 9, passages: 10, toEmbed: 10, scans: 0 }).secondsLeft,
  ).toBeNull();
});

test('no time is promised by how long the first passages took, with the model being loaded', () => {
  const { clock, tally } = tallyAt();
  tally.read(1, 20);
  clock.now = 12_000;
  tally.embedded(10);
  const backlog = { filesQueued: 9, passages: 20, toEmbed: 10, scans: 0 };
  expect(tally.snapshot(backlog).secondsLeft).toBeNull();
  clock.now = 24_000;
  expect(tally.snapshot(backlog).secondsLeft).toBeNull();
  tally.embedded(10);
  expect(tally.snapshot({ ...backlog, filesQueued: 0 }).secondsLeft).toBe(12);
});

test('the time left supposes that files to come are like those read', () => {
  const { clock, tally } = tallyAt();
  tally.read(1, 10);
  tally.read(1, 10);
  tally.embedded(5);
  tally.embedded(20);
  clock.now = 10_000;
  // 10 waiting and 3 files of 10 to come, at 2 a second.
  expect(tally.snapshot({ filesQueued: 3, passages: 20, toEmbed: 10, scans: 0 }).secondsLeft).toBe(
    20,
  );
  expect(tally.snapshot({ filesQueued: 0, passages: 20, toEmbed: 0, scans: 0 }).secondsLeft).toBe(
    0,
  );
});

test('without vectors it goes by files', () => {
  const { clock, tally } = tallyAt();
  for (let file = 0; file < 5; file += 1) tally.read(1, 10);
  clock.now = 10_000;
  expect(tally.snapshot({ filesQueued: 20, passages: 50, toEmbed: 0, scans: 0 }).secondsLeft).toBe(
    40,
  );
});

test('the time of a pause is no time of work', () => {
  const { clock, tally } = tallyAt();
  tally.read(1, 10);
  tally.embedded(1);
  tally.embedded(10);
  clock.now = 10_000;
  tally.rest();
  clock.now = 3_610_000;
  const backlog = { filesQueued: 0, passages: 20, toEmbed: 10, scans: 0 };
  expect(tally.snapshot(backlog).secondsLeft).toBe(10);
  tally.begin();
  clock.now = 3_620_000;
  tally.begin();
  expect(tally.snapshot(backlog).secondsLeft).toBe(20);
});
