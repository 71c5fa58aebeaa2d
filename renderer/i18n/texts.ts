import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { UiLanguage } from '../../src/contract/settings.ts';
import { numberFormat } from './number-format.ts';

/** A namespace is a feature's folder: `app`, `add`, `ask`, `library`, `viewer`, `survey`, `settings`, `palette`, `first-run`, `errors`. */
const files = import.meta.glob<Record<string, unknown>>('../../resources/locales/*/*.json', {
  import: 'default',
});

async function load(language: string, namespace: string): Promise<Record<string, unknown>> {
  const file = files[`../../resources/locales/${language}/${namespace}.json`];
  if (file === undefined) throw new Error(`no texts for ${language}/${namespace}`);
  return await file();
}

/** Adds a language's texts, loaded when it is first asked for. */
async function addLanguage(texts: i18n, language: string): Promise<void> {
  if (texts.hasResourceBundle(language, 'app')) return;
  await Promise.all(
    namespaces.map(async (namespace) => {
      texts.addResourceBundle(language, namespace, await load(language, namespace));
    }),
  );
}

export const namespaces = [
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
