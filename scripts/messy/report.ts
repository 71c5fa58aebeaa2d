import { percentile } from '../../src/evaluation/statistics.ts';
import { typeOf, type MessyRecord } from './record.ts';

/** Limits of issue 6: no process over 1 GB, no page over 60 s. */
const MAX_MB = 1000;
const MAX_PAGE_SECONDS = 60;
/** Fewer letters than this are no text: form feeds, a page number, noise of recognition. */
const MIN_LETTERS = 20;
/** Carrel has less of a file than this share of what another program gets. */
const MIN_SHARE = 0.8;

/** The results as Markdown: a table by type, the reasons, and what is wrong or missing. */
export function report(records: readonly MessyRecord[]): string {
  return [
    tableByType(records),
    reasons(records),
    section(
      'Crashes',
      records.filter(({ status, code }) => status === 'crashed' || code === 'parse-crashed'),
    ),
    section(
      `Over ${MAX_MB} MB`,
      records.filter(({ parserMb }) => parserMb > MAX_MB),
    ),
    section(`Over ${MAX_PAGE_SECONDS} s a page`, records.filter(isSlow)),
    section('Read by another program and not by Carrel', records.filter(isMissed)),
    section('Less text than another program gets', records.filter(isShort)),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function isRead({ status }: MessyRecord): boolean {
  return status === 'indexed' || status === 'partial';
}

function isSlow({ code, seconds, pages }: MessyRecord): boolean {
  return code === 'parse-timeout' || seconds > MAX_PAGE_SECONDS * Math.max(1, pages);
}

function mostByOthers({ others = {} }: MessyRecord): number {
  return Math.max(0, ...Object.values(others));
}

function isMissed(record: MessyRecord): boolean {
  return !isRead(record) && mostByOthers(record) >= MIN_LETTERS;
}

function isShort(record: MessyRecord): boolean {
  const most = mostByOthers(record);
  return isRead(record) && most >= MIN_LETTERS && record.letters < MIN_SHARE * most;
}

function tableByType(records: readonly MessyRecord[]): string {
  const byType = Map.groupBy(records, ({ file }) => typeOf(file));
  const rows = [...byType]
    .toSorted(([a, first], [b, second]) => second.length - first.length || (a < b ? -1 : 1))
    .map(([type, group]) => row(type, group));
  return [
    '| type | files | indexed | partial | failed | skipped | s, p50 | s, max | parser MB, max | all MB, max |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    row('all', records),
  ].join('\n');
}

function row(type: string, group: readonly MessyRecord[]): string {
  const count = (status: string): number => group.filter((each) => each.status === status).length;
  const seconds = group.map((each) => each.seconds);
  const most = (values: readonly number[]): string => Math.max(0, ...values).toFixed(0);
  const cells = [
    type,
    group.length,
    count('indexed'),
    count('partial'),
    count('failed') + count('crashed'),
    count('skipped'),
    percentile(seconds, 0.5).toFixed(2),
    percentile(seconds, 1).toFixed(1),
    most(group.map(({ parserMb }) => parserMb)),
    most(group.map(({ allMb }) => allMb)),
  ];
  return `| ${cells.join(' | ')} |`;
}

function reasons(records: readonly MessyRecord[]): string {
  const unread = records.filter(({ code }) => code !== '');
  const byReason = Map.groupBy(unread, ({ status, code }) => `${status}, ${code}`);
  const rows = [...byReason]
    .toSorted(([, first], [, second]) => second.length - first.length)
    .map(([reason, group]) => `| ${reason} | ${group.length} | ${typesOf(group)} |`);
  return ['| reason | files | types |', '| --- | ---: | --- |', ...rows].join('\n');
}

function typesOf(group: readonly MessyRecord[]): string {
  return [...Map.groupBy(group, ({ file }) => typeOf(file))]
    .map(([type, files]) => `${type} ${files.length}`)
    .join(', ');
}

function section(title: string, records: readonly MessyRecord[]): string {
  if (records.length === 0) return '';
  return [`${title}: ${records.length}`, '', ...records.map(line)].join('\n');
}

function line(record: MessyRecord): string {
  const { file, status, code, message, pages, letters, seconds, parserMb, others = {} } = record;
  const why = code === '' ? status : `${status}, ${code}: ${message}`;
  const beside = Object.entries({ carrel: letters, ...others }).map(([name, n]) => `${name} ${n}`);
  const cost = `${pages} pages, ${seconds.toFixed(1)} s, ${parserMb.toFixed(0)} MB`;
  return `- ${file} (${why}; ${cost}; letters: ${beside.join(', ')})`;
}
