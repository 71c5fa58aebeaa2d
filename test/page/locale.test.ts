import { afterEach, expect, test, vi } from 'vitest';
import { formatLocale } from '../../renderer/i18n/locale.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each([
  ['en-US@posix', 'en', 'en-US'],
  ['en-US.UTF-8', 'en', 'en-US'],
  ['de-AT', 'de', 'de-AT'],
  ['de-AT', 'fr', 'fr'],
  ['C', 'en', 'en'],
])('on a system that speaks %s, %s is formatted as %s', (system, language, tag) => {
  vi.stubGlobal('navigator', { language: system });
  expect(formatLocale(language)).toBe(tag);
  expect(() => new Intl.NumberFormat(formatLocale(language))).not.toThrow();
});
