import { useTranslation } from 'react-i18next';
import { formatLocale } from './locale.ts';

const made = new Map<string, Intl.DateTimeFormat>();

/**
 * A way of writing dates, the same object each time: making one takes long enough to tell in a list.
 * `day`: `3 Aug 2026`; `moment`: with the day of the week and the time of day.
 */
export function dateFormatOf(locale: string, form: 'day' | 'moment'): Intl.DateTimeFormat {
  const key = `${locale} ${form}`;
  const format =
    made.get(key) ??
    new Intl.DateTimeFormat(
      locale,
      form === 'day' ? { dateStyle: 'medium' } : { dateStyle: 'full', timeStyle: 'short' },
    );
  made.set(key, format);
  return format;
}

/** The day of a moment (ISO 8601), as the reader writes it. */
export function useDay(): (moment: string) => string {
  const { i18n } = useTranslation();
  const day = dateFormatOf(formatLocale(i18n.language), 'day');
  return (moment) => day.format(new Date(moment));
}
