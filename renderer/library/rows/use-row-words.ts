import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LibraryRow } from '../../../src/contract/library.ts';
import { dateFormatOf } from '../../i18n/dates.ts';
import { formatLocale } from '../../i18n/locale.ts';
import { numberFormatOf } from '../../i18n/number-formats.ts';
import { formatBytes } from '../../i18n/sizes.ts';
import { nameWithin } from '../../ui/document-name.ts';
import { useErrorText } from '../../ui/use-error-text.ts';

export interface RowWords {
  readonly name: string;
  /** What it lies in: a file, or the folders within the added one; or an empty string. */
  readonly within: string;
  readonly type: string;
  readonly pages: string;
  readonly status: string;
  /** Why the status is what it is, and what to do, or how far it is; or an empty string. */
  readonly reason: string;
  readonly size: string;
  readonly changed: string;
  /** With the time of day. */
  readonly changedAt: string;
}

/** A format's name as people know it: its ending, in capitals. */
export function useTypeName(): (type: string) => string {
  const { t } = useTranslation('library');
  return (type) => (type === 'folder' ? t('type.folder') : type.toUpperCase());
}

/** A row's words and figures in the reader's way; the same function while the language is. */
export function useRowWords(): (row: LibraryRow) => RowWords {
  const { t, i18n } = useTranslation('library');
  const errorText = useErrorText();
  const typeName = useTypeName();
  const { language } = i18n;
  return useMemo(() => {
    const locale = formatLocale(language);
    const number = numberFormatOf(locale);
    const day = dateFormatOf(locale, 'day');
    const moment = dateFormatOf(locale, 'moment');
    return ({ document, type, pages, status, reason, stages, bytes, modified }) => {
      const changed = new Date(modified);
      const { name, within } = nameWithin(document);
      const { done, total, failures } = stages.ocr;
      const recognising =
        status === 'parsing' && total > 0
          ? t('status.recognising', {
              done: number.format(done + failures),
              total: number.format(total),
            })
          : '';
      return {
        name,
        within,
        type: typeName(type),
        pages: pages === 0 ? '' : number.format(pages),
        status: t(`status.${status}`),
        reason:
          status === 'missing'
            ? t('meaning.missing')
            : reason === null
              ? recognising
              : errorText(reason),
        size: formatBytes(bytes, locale, 'files'),
        changed: day.format(changed),
        changedAt: moment.format(changed),
      };
    };
    // The functions change with the language only.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [language]);
}
