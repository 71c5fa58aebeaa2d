import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Citation } from '../../contract/answers.ts';
import type { ContractError } from '../../contract/errors.ts';
import type { CitationState } from '../../contract/conversations.ts';
import { placeLabel } from '../../contract/place-label.ts';
import type { UiLanguage } from '../../contract/settings.ts';
import { programFolder } from '../folders.ts';

/** The words that the engine writes: of exported documents and of the catalogue; {names} are filled in. */
const labels = z.strictObject({
  asked: z.string(),
  quotes: z.string(),
  page: z.string(),
  slide: z.string(),
  sheet: z.string(),
  ticked: z.string(),
  unticked: z.string(),
  moved: z.string(),
  'moved-here': z.string(),
  gone: z.string(),
  redacted: z.string(),
  stopped: z.string(),
  empty: z.string(),
  perhaps: z.string(),
  absent: z.string(),
  coverage: z.string(),
  made: z.string(),
  'table-document': z.string(),
  'table-path': z.string(),
  'table-matches': z.string(),
  'table-yes': z.string(),
  'table-no': z.string(),
  'table-unknown': z.string(),
  'table-failed': z.string(),
  'table-waiting': z.string(),
  'table-source': z.string(),
  'table-summary': z.string(),
  'table-mentions': z.string(),
  'table-first': z.string(),
  'table-change': z.string(),
  'table-added': z.string(),
  'table-removed': z.string(),
  'table-changed': z.string(),
  'table-read': z.string(),
  'catalogue-one': z.string(),
  'catalogue-other': z.string(),
  'catalogue-none': z.string(),
  'catalogue-in-all': z.string(),
  'catalogue-types': z.string(),
  'catalogue-between': z.string(),
  'catalogue-on': z.string(),
  'catalogue-since': z.string(),
  'catalogue-until': z.string(),
  'catalogue-unread': z.string(),
  'catalogue-first': z.string(),
});
export type Label = keyof z.infer<typeof labels>;

/** The words and dates of one language. */
export interface Labels {
  readonly say: (label: Label, values?: Readonly<Record<string, string | number>>) => string;
  /** A date and time as people of the language write it; ISO 8601 in. */
  readonly date: (iso: string) => string;
  readonly day: (date: Date) => string;
  readonly number: (value: number) => string;
  /** What became of a document, by the error's code. */
  readonly error: (error: ContractError) => string;
}

const localeFile = (language: UiLanguage, name: string): unknown =>
  JSON.parse(
    readFileSync(join(programFolder, 'resources/locales', language, `${name}.json`), 'utf8'),
  );

export function labelsOf(language: UiLanguage): Labels {
  const words = labels.parse(localeFile(language, 'export'));
  const errors = z.record(z.string(), z.string()).parse(localeFile(language, 'errors'));
  const dates = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'long' });
  const numbers = new Intl.NumberFormat(language);
  return {
    say: (label, values = {}) =>
      words[label].replaceAll(/\{(\w+)\}/gu, (whole, name: string) =>
        String(values[name] ?? whole),
      ),
    date: (iso) => dates.format(new Date(iso)),
    day: (date) => days.format(date),
    number: (value) => numbers.format(value),
    error: ({ code, message, details = {} }) =>
      (errors[code] ?? message).replaceAll(/\{\{(\w+)\}\}/gu, (whole, name: string) =>
        name === 'message' ? message : String(details[name] ?? whole),
      ),
  };
}

/** "lease.pdf, p. 4": the document with the place in it, where it is today. */
export function sourceLabel({ say }: Labels, citation: Citation): string {
  return placeLabel(citation, {
    page: (page) => say('page', { page }),
    slide: (slide) => say('slide', { slide }),
    sheet: (sheet) => say('sheet', { sheet }),
  });
}

/** The note beside a citation: whether it is ticked, and where its words are today. */
export function stateLabel({ say }: Labels, state: CitationState | undefined): string {
  if (state === undefined) return say('unticked');
  const tick = say(state.ticked ? 'ticked' : 'unticked');
  if (state.state === 'unchanged') return tick;
  if (state.state === 'gone') return `${tick}; ${say('gone')}`;
  return `${tick}; ${state.page === null ? say('moved-here') : say('moved', { page: state.page })}`;
}
