import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRecords, type MessyRecord } from '../../scripts/messy/record.ts';
import { report } from '../../scripts/messy/report.ts';
import { measure, type MessyOptions } from '../../scripts/messy/run.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-messy-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function options(notes: string[]): MessyOptions {
  return {
    folder: join(folder, 'files'),
    out: join(folder, 'out.jsonl'),
    only: /(?:)/u,
    compare: 'none',
    scratch: join(folder, 'scratch'),
    signal: new AbortController().signal,
    note: (sentence) => notes.push(sentence),
  };
}

test('writes down what became of each file, and goes on where it was stopped', async () => {
  mkdirSync(join(folder, 'files/below'), { recursive: true });
  writeFileSync(join(folder, 'files/good.txt'), 'The anchor lies in the cellar.');
  writeFileSync(join(folder, 'files/below/broken.pdf'), '%PDF-1.7 and nothing else');
  const notes: string[] = [];
  const first = await measure(options(notes));
  expect(first.map(({ file, status, code }) => [file, status, code])).toEqual([
    ['below/broken.pdf', 'failed', 'file-damaged'],
    ['good.txt', 'indexed', ''],
  ]);
  expect(first[1]).toMatchObject({ pages: 1, letters: 24 });
  if (process.platform === 'linux') expect(first[1]?.parserMb).toBeGreaterThan(20);
  expect(notes).toHaveLength(2);
  writeFileSync(join(folder, 'files/late.md'), '# Late');
  const second = await measure(options(notes));
  expect(second.map(({ file }) => file)).toEqual(['below/broken.pdf', 'good.txt', 'late.md']);
  expect(notes).toHaveLength(3);
  expect(readRecords(join(folder, 'out.jsonl')).size).toBe(3);
});

const good: MessyRecord = {
  file: 'a.pdf',
  bytes: 1,
  status: 'indexed',
  code: '',
  message: '',
  pages: 2,
  letters: 900,
  seconds: 1.5,
  parserMb: 100,
  allMb: 300,
};

test('counts by type and names what breaks a limit or is read by others only', () => {
  const text = report([
    good,
    { ...good, file: 'slow.pdf', seconds: 121 },
    { ...good, file: 'large.pdf', parserMb: 1200 },
    { ...good, file: 'short.doc', others: { antiword: 2000 } },
    {
      ...good,
      file: 'gone.doc',
      status: 'failed',
      code: 'no-text',
      letters: 0,
      others: { catdoc: 50 },
    },
    {
      ...good,
      file: 'noise.doc',
      status: 'failed',
      code: 'no-text',
      letters: 0,
      others: { catdoc: 3 },
    },
    { ...good, file: 'dead.doc', status: 'crashed', code: 'connection-lost' },
  ]);
  expect(text).toContain('| doc | 4 | 1 | 0 | 3 | 0 | 1.50 | 1.5 | 100 | 300 |');
  expect(text).toContain('| failed, no-text | 2 | doc 2 |');
  const named = [...text.matchAll(/^(\S.*): 1\n\n- (\S+) /gmu)].map(([, title, file]) => [
    title,
    file,
  ]);
  expect(named).toEqual([
    ['Crashes', 'dead.doc'],
    ['Over 1000 MB', 'large.pdf'],
    ['Over 60 s a page', 'slow.pdf'],
    ['Read by another program and not by Carrel', 'gone.doc'],
    ['Less text than another program gets', 'short.doc'],
  ]);
});
