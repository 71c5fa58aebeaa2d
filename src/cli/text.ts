import type { IngestProgress } from '../contract/documents.ts';
import type { FetchProgress } from '../contract/models.ts';

// Control characters (but tab and line feed) and the marks that reorder text on the screen.
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const unsafe = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Text that cannot move the cursor, colour the terminal or reorder what stands beside it. */
export function stripControls(text: string): string {
  return text.replaceAll(unsafe, '');
}

/** 1536 as "1.5 kB": decimal units, as file managers show them. */
export function bytes(size: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, size)) / 3));
  const value = size / 1000 ** power;
  return `${value >= 100 || power === 0 ? value.toFixed(0) : value.toFixed(1)} ${units[power] ?? ''}`;
}

/** 75 seconds as "1 min 15 s". */
export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** "1 document", "12 documents". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}

const BAR_WIDTH = 20;

function bar(done: number, total: number): string {
  const filled = total === 0 ? 0 : Math.round((done / total) * BAR_WIDTH);
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR_WIDTH - filled)}]`;
}

/** One line saying how far an import is. */
export function ingestLine(progress: IngestProgress): string {
  const done = progress.filesDone + progress.passagesDone + progress.scansDone;
  const total = progress.filesTotal + progress.passagesTotal + progress.scansTotal;
  const scans =
    progress.scansTotal === 0 ? '' : `, scanned pages ${progress.scansDone}/${progress.scansTotal}`;
  const left = progress.secondsLeft === null ? '' : `, ${duration(progress.secondsLeft)} left`;
  const reading = progress.current === '' ? '' : ` - ${progress.current}`;
  return (
    `${bar(done, total)} files ${progress.filesDone}/${progress.filesTotal}` +
    `, ${count(progress.pagesDone, 'page')}` +
    `, passages ${progress.passagesDone}/${progress.passagesTotal}${scans}${left}${reading}`
  );
}

/** One line saying how far a model download is. */
export function fetchLine(progress: FetchProgress): string {
  const { model, stage, source, bytesDone, bytesTotal } = progress;
  if (stage === 'source') return `${model}: trying ${source}`;
  const amount =
    bytesTotal === null
      ? bytes(bytesDone)
      : `${bar(bytesDone, bytesTotal)} ${bytes(bytesDone)} of ${bytes(bytesTotal)}`;
  return `${model}: ${stage} ${amount}`;
}
