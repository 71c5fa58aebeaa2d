import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { errorCodes } from '../../src/contract/errors.ts';
import { uiLanguage } from '../../src/contract/settings.ts';
import { repository } from './served.ts';
import { callsOf, isUsed, usesOf, type Use } from './text-uses.ts';

const locales = join(repository, 'resources', 'locales');
const languages = uiLanguage.options;
const namespaces = readdirSync(join(locales, 'en')).map((name) => name.replace('.json', ''));
const plural = /_(zero|one|two|few|many|other)$/u;

/** Texts by `namespace:key`, nested keys joined by dots. */
function textsOf(language: string): Map<string, string> {
  const texts = new Map<string, string>();
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'string') texts.set(key, value);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        walk(inner, key.endsWith(':') ? `${key}${name}` : `${key}.${name}`);
      }
    } else throw new Error(`${language}/${key} is no text`);
  };
  for (const namespace of namespaces) {
    const file = readFileSync(join(locales, language, `${namespace}.json`), 'utf8');
    walk(JSON.parse(file), `${namespace}:`);
  }
  return texts;
}

const all = new Map(languages.map((language) => [language, textsOf(language)]));
const english = all.get('en') ?? new Map<string, string>();
/** Keys as the page asks for them, without plural endings. */
const asked = new Set([...english.keys()].map((key) => key.replace(plural, '')));

function variablesOf(text: string): string[] {
  return [...new Set(text.match(/\{\{\w+\}\}/gu))].toSorted();
}

describe.each(languages)('texts in %s', (language) => {
  const texts = all.get(language) ?? new Map<string, string>();

  test('are complete and no more', () => {
    const keys = new Set([...texts.keys()].map((key) => key.replace(plural, '')));
    expect([...keys].toSorted()).toEqual([...asked].toSorted());
    expect(readdirSync(join(locales, language)).toSorted()).toEqual(
      namespaces.map((name) => `${name}.json`).toSorted(),
    );
  });

  test('have every plural form of the language', () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const wrong = [...asked].filter((key) => {
      const forms = [...texts.keys()]
        .filter((each) => plural.test(each) && each.replace(plural, '') === key)
        .map((each) => plural.exec(each)?.[1] ?? '');
      if (forms.length === 0) return false;
      return forms.toSorted().join() !== pluralCategories.toSorted().join();
    });
    expect(wrong).toEqual([]);
  });

  test('use the variables that the English ones use', () => {
    const wrong = [...texts].filter(([key, text]) => {
      // Only "one" may say its number in a word.
      const model = english.get(key) ?? english.get(`${key.replace(plural, '')}_other`) ?? '';
      return variablesOf(text).join() !== variablesOf(model).join();
    });
    // "Nothing" in English is its message itself; elsewhere a sentence with the message in it.
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  test('are neither empty nor untidy', () => {
    const wrong = [...texts].filter(
      ([, text]) => text === '' || text !== text.trim() || /\s{2}|['"]|\.\.\./u.test(text),
    );
    expect(wrong).toEqual([]);
  });

  test('say every error', () => {
    const codes = [...texts.keys()].filter((key) => key.startsWith('errors:'));
    expect(codes.toSorted()).toEqual(errorCodes.map((code) => `errors:${code}`).toSorted());
  });
});

describe('the page', () => {
  const uses: readonly Use[] = usesOf(join(repository, 'renderer'), namespaces);

  test('was understood', () => {
    expect(uses.length).toBeGreaterThan(200);
  });

  test('asks for no text that is missing', () => {
    const missing = uses
      .filter(({ sure }) => sure)
      .filter(
        ({ pattern, namespaces: of }) =>
          ![...asked].some((key) => of.some((name) => pattern.test(key.replace(`${name}:`, '')))),
      );
    expect(missing.map(({ file, text }) => `${file}: ${text}`)).toEqual([]);
  });

  test('fills in the variables of the texts it asks for', () => {
    const calls = callsOf(join(repository, 'renderer'), namespaces);
    expect(calls.length).toBeGreaterThan(200);
    const unfilled = calls.flatMap(({ file, key, namespaces: of, rest }) => {
      // Given by a name, they are not seen here.
      if (/^,\s*\w+\s*,?\s*$/u.test(rest)) return [];
      const [namespace] = of;
      const text =
        english.get(`${String(namespace)}:${key}`) ??
        english.get(`${String(namespace)}:${key}_other`) ??
        '';
      return variablesOf(text)
        .map((variable) => variable.slice(2, -2))
        .filter((variable) => !new RegExp(String.raw`\b${variable}\b`, 'u').test(rest))
        .map((variable) => `${file}: ${key} without ${variable}`);
    });
    expect(unfilled).toEqual([]);
  });

  test('has a use for every text', () => {
    // Errors are asked for by code; engine and Electron read theirs themselves, by strict schemas.
    const unused = [...asked].filter(
      (key) => !/^(?:desktop|errors|export):/u.test(key) && !isUsed(key, uses),
    );
    expect(unused).toEqual([]);
  });
});
