import type { i18n } from 'i18next';
import { useEffect } from 'react';
import { useEngine } from '../engine/engine-store.ts';
import { systemLanguage } from '../i18n/languages.ts';
import { switchLanguage } from '../i18n/texts.ts';

/** Applies language, theme and text size of the settings to the page. */
export function useAppearance(texts: i18n): void {
  const settings = useEngine((state) => state.settings);
  const chosen = settings?.language ?? 'system';
  const language = chosen === 'system' ? systemLanguage() : chosen;
  const theme = settings?.theme ?? 'system';
  const textSize = settings?.textSize ?? 'medium';

  useEffect(() => {
    document.documentElement.lang = language;
    window.carrel?.speak(language);
    void switchLanguage(texts, language);
  }, [language, texts]);

  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const apply = (): void => {
      const resolved = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
      document.documentElement.dataset['theme'] = resolved;
    };
    apply();
    dark.addEventListener('change', apply);
    return () => {
      dark.removeEventListener('change', apply);
    };
  }, [theme]);

  useEffect(() => {
    document.documentElement.dataset['textSize'] = textSize;
  }, [textSize]);
}
