import type { UiLanguage } from '../../src/contract/settings.ts';

/** Languages of the interface, in their own words. */
export const languageNames: Readonly<Record<UiLanguage, string>> = {
  en: 'English',
  fr: 'Français',
  de: 'Deutsch',
  es: 'Español',
  it: 'Italiano',
};

/** The interface's language for a BCP 47 tag; English where it is none of ours. */
export function languageOf(tag: string): UiLanguage {
  const primary = tag.toLowerCase().split('-')[0];
  for (const language of ['en', 'fr', 'de', 'es', 'it'] as const) {
    if (language === primary) return language;
  }
  return 'en';
}
