// `npm run eval:scans [-- DIR]`: 60 questions in French and German over scans that are made and
// degraded by it (docs/formats.md): found, right, marked over the words, no wrong number checked.
// The scans stay in DIR where that is named.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { degradations } from './scans/degrade.ts';
import { french } from './scans/french.ts';
import { german } from './scans/german.ts';
import type { Judged } from './scans/judge.ts';
import { measureScans, type Sheet } from './scans/measure.ts';
import type { ScanText } from './scans/scan-text.ts';
import { ensureTinyModels } from './setup.ts';

const [named] = process.argv.slice(2);
const folder = named === undefined ? mkdtempSync(join(tmpdir(), 'carrel-scans-')) : resolve(named);
await ensureTinyModels();
let last = '';
const judged = await measureScans(
  folder,
  [...sheets(german, 0), ...sheets(french, 3)],
  (sentence) => {
    if (sentence !== last) process.stderr.write(`${sentence}\n`);
    last = sentence;
  },
);
if (named === undefined) rmSync(folder, { recursive: true, force: true });

/** Texts with a degradation each, from one of the list on. */
function sheets(texts: readonly ScanText[], from: number): Sheet[] {
  const ahead = [...degradations.slice(from), ...degradations.slice(0, from)];
  return texts.flatMap((text, index) => {
    const degradation = ahead[index % ahead.length];
    return degradation === undefined ? [] : [{ text, degradation }];
  });
}

const overlaps = (lines: readonly Judged[]): number[] =>
  lines.flatMap(({ overlap }) => overlap ?? []).toSorted((a, b) => a - b);

function row(name: string, lines: readonly Judged[]): string {
  const count = (test: (line: Judged) => boolean): number => lines.filter(test).length;
  const marks = overlaps(lines);
  const mean = marks.reduce((sum, each) => sum + each, 0) / Math.max(1, marks.length);
  const cells = [
    name,
    lines.length,
    count(({ hit }) => hit),
    count(({ right }) => right),
    marks.length,
    mean.toFixed(2),
    (marks[0] ?? 0).toFixed(2),
    count(({ wrongDoubted }) => wrongDoubted.length > 0),
    count(({ wrongChecked }) => wrongChecked.length > 0),
  ];
  return `| ${cells.join(' | ')} |`;
}

console.log(
  '| scan | questions | hit@5 | facts right | cited | overlap, mean | overlap, least | wrong numbers, doubted | wrong numbers, checked |',
);
console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
for (const [document, lines] of Map.groupBy(judged, (line) => line.document)) {
  console.log(row(document, lines));
}
console.log(row('all', judged));
for (const { document, question, hit, right, overlap, wrongChecked } of judged) {
  if (hit && right && overlap !== null && overlap >= 0.9 && wrongChecked.length === 0) continue;
  const marks = overlap === null ? 'not cited' : `overlap ${overlap.toFixed(2)}`;
  const wrong = wrongChecked.length === 0 ? '' : `, checked: ${wrongChecked.join(' ')}`;
  console.log(
    `- ${document}: ${question.question} ${hit ? 'hit' : 'missed'}, ${right ? 'right' : 'not right'}, ${marks}${wrong}`,
  );
}
