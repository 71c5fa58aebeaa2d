// `npm run eval:messy -- DIR [--out FILE] [--only PATTERN] [--compare unread|all]`: what becomes of
// each file of a folder, in a fresh data folder and without models, and a table by type. Can be
// stopped and gone on with: files with a line in FILE are not added again.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { report } from './messy/report.ts';
import { measure } from './messy/run.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: 'messy.jsonl' },
    only: { type: 'string', default: '' },
    compare: { type: 'string', default: 'none' },
  },
});
const [folder] = positionals;
const { compare } = values;
if (folder === undefined || (compare !== 'none' && compare !== 'unread' && compare !== 'all')) {
  console.error(
    'Usage: npm run eval:messy -- DIR [--out FILE] [--only PATTERN] [--compare unread|all]',
  );
  process.exit(2);
}
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stop.abort();
  });
}
const records = await measure({
  folder: resolve(folder),
  out: resolve(values.out),
  only: new RegExp(values.only, 'u'),
  compare,
  scratch: mkdtempSync(join(tmpdir(), 'carrel-messy-')),
  signal: stop.signal,
  note: (sentence) => {
    process.stderr.write(`${sentence}\n`);
  },
});
console.log(report(records));
