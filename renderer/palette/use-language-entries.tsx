import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { uiLanguage } from '../../src/contract/settings.ts';
import { useClient } from '../engine/client.ts';
import { useEngine } from '../engine/engine-store.ts';
import { changeSettings } from '../engine/settings.ts';
import { languageNames, systemLanguage } from '../i18n/languages.ts';
import type { Entry } from './entry.ts';

/** The interface's languages, each in its own words; the chosen one is ticked. */
export function useLanguageEntries(): readonly Entry[] {
  const { t } = useTranslation('settings');
  const client = useClient();
  const chosen = useEngine((state) => state.settings?.language ?? 'system');
  return (['system', ...uiLanguage.options] as const).map((language) => ({
    id: `language ${language}`,
    label:
      language === 'system'
        ? t('general.system-language', { language: languageNames[systemLanguage()] })
        : languageNames[language],
    icon: language === chosen ? <Check size={16} aria-hidden /> : null,
    run: () => {
      void changeSettings(client, { language });
      return 'close';
    },
  }));
}
