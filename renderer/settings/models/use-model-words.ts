import { useTranslation } from 'react-i18next';
import type { ModelEntry } from '../../../src/contract/models.ts';
import { uiLanguage } from '../../../src/contract/settings.ts';
import { formatLocale } from '../../i18n/locale.ts';

/** Languages named before the others are only counted. */
const NAMED = 5;

export interface ModelWords {
  readonly country: (model: ModelEntry) => string;
  /** `English, French and 3 more`. */
  readonly languages: (model: ModelEntry) => string;
  /** All of them. */
  readonly allLanguages: (model: ModelEntry) => string;
}

/** Countries and languages of a model in the reader's words. */
export function useModelWords(): ModelWords {
  const { t, i18n } = useTranslation('settings');
  const locale = formatLocale(i18n.language);
  const regions = new Intl.DisplayNames(locale, { type: 'region' });
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const named = ({ languages }: ModelEntry): readonly string[] => {
    const known: readonly string[] = uiLanguage.options;
    const first = known.filter((language) => languages.includes(language));
    const others = languages.filter((language) => !known.includes(language));
    return [...first, ...others].map((language) => nameOf(names, language));
  };
  return {
    country: ({ country }) => (/^[A-Z]{2}$/u.test(country) ? nameOf(regions, country) : country),
    languages: (model) => {
      const all = named(model);
      if (all.length <= NAMED + 1) return list.format(all);
      return t('models.languages-more', {
        languages: all.slice(0, NAMED).join(', '),
        count: all.length - NAMED,
      });
    },
    allLanguages: (model) => list.format(named(model)),
  };
}

/** A file of the user's own may name what is no code at all. */
function nameOf(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
