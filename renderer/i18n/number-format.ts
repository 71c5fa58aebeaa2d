import type { FormatterModule } from 'i18next';
import { formatLocale } from './locale.ts';
import { numberFormatOf } from './number-formats.ts';

/** Numbers that name a place, not a quantity, and are written without marks between thousands. */
const places: ReadonlySet<unknown> = new Set(['page', 'slide', 'n']);

/** Numbers in texts, as the reader writes them: `100,000 documents`, `100.000 Dokumente`. */
export const numberFormat: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, language, options) => {
    // A value that is missing leaves its place empty, as without a format.
    if (typeof value !== 'number') return typeof value === 'string' ? value : '';
    if (language === undefined || places.has(options?.['interpolationkey'])) return String(value);
    return numberFormatOf(formatLocale(language)).format(value);
  },
};
