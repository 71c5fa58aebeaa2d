import { recordsOf } from './records.ts';

const SEPARATORS = [',', ';', '\t', '|'] as const;
/** UTF-16 units and records looked at. */
const SAMPLE = 64 * 1024;
const SAMPLE_RECORDS = 200;

/** A first line `sep=;`, by which spreadsheet programs are told the separator. */
const declaration = /^\uFEFF?"?sep=([,;\t|])"?(?:\r\n?|\n)/u;

/** The separator of a text, and where its records begin. A text of one column has any. */
export function separatorOf(text: string): { readonly separator: string; readonly start: number } {
  const declared = declaration.exec(text);
  const [line, separator] = declared ?? [];
  if (line !== undefined && separator !== undefined) return { separator, start: line.length };
  const sample = text.slice(0, SAMPLE);
  const whole = sample.length === text.length ? sample : sample.slice(0, lastLine(sample));
  let best: string = ',';
  let most = 0;
  for (const candidate of SEPARATORS) {
    const points = evenness(whole, candidate);
    if (points > most) [best, most] = [candidate, points];
  }
  return { separator: best, start: text.startsWith('\uFEFF') ? 1 : 0 };
}

function lastLine(sample: string): number {
  const end = Math.max(sample.lastIndexOf('\n'), sample.lastIndexOf('\r'));
  return end > 0 ? end : sample.length;
}

/**
 * The share of records with the number of fields that most have, where that is more than one: a
 * separator cuts every line alike, while commas in figures or prose do not. More fields break a tie.
 */
function evenness(sample: string, separator: string): number {
  const counts = new Map<number, number>();
  let records = 0;
  for (const fields of recordsOf(sample, separator)) {
    if (fields.length === 1 && fields[0]?.trim() === '') continue;
    records += 1;
    counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
    if (records >= SAMPLE_RECORDS) break;
  }
  let points = 0;
  for (const [fields, count] of counts) {
    if (fields < 2) continue;
    points = Math.max(points, count / records + Math.min(fields, 50) / 1000);
  }
  return points;
}
