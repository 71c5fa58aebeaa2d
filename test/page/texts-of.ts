import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { uiLanguage, type UiLanguage } from '../../src/contract/settings.ts';
import { repository } from './served.ts';

const languages = uiLanguage.options;

type Variables = Readonly<Record<string, string | number>>;

/** The page's texts in a language. */
export interface Texts {
  /** The text of `namespace:key`, with its variables filled in; throws where there is none. */
  (key: string, variables?: Variables): string;
  readonly language: UiLanguage;
  /** True for a text that the page may show in this language: one of its own, or no words at all. */
  readonly knows: (text: string) => boolean;
}

const tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), tree])));
interface Tree {
  readonly [key: string]: string | Tree;
}

/** Reads a language's texts. */
export function textsOf(language: UiLanguage): Texts {
  const folder = join(repository, 'resources', 'locales', language);
  const texts = new Map<string, string>();
  const walk = (branch: Tree, key: string): void => {
    for (const [name, value] of Object.entries(branch)) {
      const next = key.endsWith(':') ? `${key}${name}` : `${key}.${name}`;
      if (typeof value === 'string') texts.set(next, value);
      else walk(value, next);
    }
  };
  for (const file of readdirSync(folder)) {
    const namespace = tree.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    walk(namespace, file.replace('.json', ':'));
  }
  const patterns = [...texts.values()].map(patternOf).filter((pattern) => pattern !== null);
  const text = (key: string, variables: Variables = {}): string => {
    const found = texts.get(key);
    if (found === undefined) throw new Error(`there is no text ${key} in ${language}`);
    return found.replaceAll(/\{\{(\w+)\}\}/gu, (_, name: string) => String(variables[name]));
  };
  const names = namesIn(language);
  const known = (part: string): boolean =>
    !/\p{L}{2}/u.test(part.replaceAll(neutral, '')) ||
    names.has(part) ||
    patterns.some((pattern) => pattern.test(part));
  const knows = (shown: string): boolean =>
    known(shown) || shown.split(/\s*[,·:()]\s+|(?<=[.!?…])\s+/u).every(known);
  return Object.assign(text, { language, knows });
}

/** Sizes and times, names of formats and keys, parts of the machine, the program itself. */
const neutral =
  /\d[\d.,]*\s?(?:Bytes?|[kMGT]B|Sek\.|Min\.|%)|\b(?:Carrel|PDF|DOCX|HTML|TXT|GGUF|CPU|GPU|Esc|Alt|F6)\b/gu;

/** Languages, countries, weekdays and months as the language calls them, and lists of two. */
function namesIn(language: UiLanguage): { readonly has: (text: string) => boolean } {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
  const codes = letters.flatMap((one) => letters.map((other) => one + other));
  const called = (type: 'language' | 'region'): string[] => {
    const display = new Intl.DisplayNames(language, { type });
    return codes.flatMap((code) => display.of(type === 'region' ? code : code.toLowerCase()) ?? []);
  };
  const own = languages.map((each) => new Intl.DisplayNames(each, { type: 'language' }).of(each));
  const all = new Set([...called('language'), ...called('region'), ...own]);
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' });
  const words = new Set(
    Array.from({ length: 84 }, (_, day) => new Date(2026, day % 12, 1 + (day % 7)))
      .flatMap((day) => date.formatToParts(day))
      .flatMap(({ type, value }) => (type === 'literal' ? value.trim().split(/\s+/u) : value)),
  );
  const [and = ''] = new Intl.ListFormat(language).format(['1', '2']).match(/(?<=1).*(?=2)/u) ?? [];
  return {
    has: (text) =>
      text.split(and).every((each) => all.has(each)) ||
      text.split(/[\s,]+/u).every((each) => words.has(each) || !/\p{L}/u.test(each)),
  };
}

/** The text with anything for its variables; null where it has no words of its own. */
function patternOf(text: string): RegExp | null {
  const parts = text.split(/\{\{\w+\}\}/u);
  if (!/\p{L}/u.test(parts.join(''))) return null;
  const escaped = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`));
  return new RegExp(`^${escaped.join('.+')}$`, 'u');
}
