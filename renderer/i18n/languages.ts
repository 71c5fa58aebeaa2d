import { uiLanguage, type UiLanguage } from '../../src/contract/settings.ts';

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
  return uiLanguage.catch('en').parse(tag.toLowerCase().split('-')[0]);
}

/** The system's, which is the browser's: the program behind the page may run under another account. */
export function systemLanguage(): UiLanguage {
  return languageOf(navigator.language);
}
