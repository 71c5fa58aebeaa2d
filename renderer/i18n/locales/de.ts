/** All texts of this language in one file, by their namespace's path. */
export const files = import.meta.glob<Record<string, unknown>>(
  '../../../resources/locales/de/*.json',
  { eager: true, import: 'default' },
);
