import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../src/contract/errors.ts';
import { formatLocale } from '../i18n/locale.ts';

/** Pages that are named; of more, the first. */
const MAX_NAMED = 12;

/**
 * The words for an error: by its code in the reader's language, else the engine's English. Of a
 * document that was read in part, which pages were not comes first.
 */
export function useErrorText(): (error: ContractError) => string {
  const { t, i18n } = useTranslation('errors');
  const { t: words } = useTranslation();
  const partly = ({ details = {} }: ContractError): string => {
    const { pages, pagesRead, pagesTotal } = details;
    if (typeof pages !== 'string' || typeof pagesRead !== 'number' || pagesRead < 1) return '';
    const named = pages.split(', ');
    const shown = named.length > MAX_NAMED ? [...named.slice(0, MAX_NAMED), '…'] : named;
    const list = new Intl.ListFormat(formatLocale(i18n.language));
    return `${words('pages-not-read', { read: pagesRead, total: pagesTotal, pages: list.format(shown) })} `;
  };
  return (error) => {
    const { code, message, details } = error;
    return `${partly(error)}${t(code, { ...details, message, defaultValue: message })}`;
  };
}
