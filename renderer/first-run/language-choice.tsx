import { Check, ChevronDown, Languages } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { uiLanguage } from '../../src/contract/settings.ts';
import { useClient } from '../engine/client.ts';
import { changeSettings } from '../engine/settings.ts';
import { languageNames, languageOf } from '../i18n/languages.ts';
import { Button } from '../ui/button.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import styles from './language-choice.module.css';

/** The language is the system's; whoever wants another finds it here, in its own words. */
export function LanguageChoice() {
  const { t, i18n } = useTranslation('first-run');
  const client = useClient();
  const now = languageOf(i18n.language);
  return (
    <Menu
      trigger={
        <Button
          kind="quiet"
          className={styles['language']}
          icon={<Languages size={16} aria-hidden />}
          aria-label={t('language', { language: languageNames[now] })}
        >
          {languageNames[now]}
          <ChevronDown className={styles['chevron']} size={14} aria-hidden />
        </Button>
      }
    >
      {uiLanguage.options.map((language) => (
        <MenuItem
          key={language}
          icon={language === now ? <Check size={16} aria-hidden /> : null}
          onSelect={() => void changeSettings(client, { language })}
        >
          <span lang={language}>{languageNames[language]}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}
