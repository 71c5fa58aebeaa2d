import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { UiLanguage } from '../../src/contract/settings.ts';
import { numberFormat } from './number-format.ts';

interface Loaded {
  readonly files: Readonly<Record<string, Record<string, unknown>>>;
}

/** Each language is one file, so that the page waits for one request more and not for ten. */
const languages: Readonly<Record<UiLanguage, () => Promise<Loaded>>> = {
  en: () => import('./locales/en.ts'),
  fr: () => import('./locales/fr.ts'),
  de: () => import('./locales/de.ts'),
  es: () => import('./locales/es.ts'),
  it: () => import('./locales/it.ts'),
};

/** Adds a language's texts, loaded when it is first asked for. */
async function addLanguage(texts: i18n, language: UiLanguage): Promise<void> {
  if (texts.hasResourceBundle(language, 'app')) return;
  const { files } = await languages[language]();
  for (const namespace of namespaces) {
    const file = files[`../../../resources/locales/${language}/${namespace}.json`];
    if (file === undefined) throw new Error(`no texts for ${language}/${namespace}`);
    texts.addResourceBundle(language, namespace, file);
  }
}

/** A namespace is a feature's folder. */
const namespaces = [
  'app',
  'add',
  'ask',
  'library',
  'viewer',
  'survey',
  'settings',
  'palette',
  'first-run',
  'errors',
] as const;

/** Texts of the interface in one language. */
export async function startTexts(language: UiLanguage): Promise<i18n> {
  const texts = createInstance();
  await texts
    .use(initReactI18next)
    .use(numberFormat)
    .init({
      lng: language,
      resources: {},
      fallbackLng: false,
      ns: [...namespaces],
      defaultNS: 'app',
      // React escapes.
      interpolation: { escapeValue: false, alwaysFormat: true },
      returnNull: false,
    });
  await addLanguage(texts, language);
  return texts;
}

/** Switches the interface to another language. */
export async function switchLanguage(texts: i18n, language: UiLanguage): Promise<void> {
  if (texts.language === language) return;
  await addLanguage(texts, language);
  await texts.changeLanguage(language);
}
