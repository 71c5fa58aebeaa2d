import type { DocumentFacts } from '../flow-pages.ts';

/** Front matter longer than this is text. UTF-16 units. */
const MAX_LENGTH = 20_000;

/**
 * Takes YAML (`---`) or TOML (`+++`) front matter off a text. Only plain values of known names are
 * read; it is metadata, not text.
 */
export function takeFrontMatter(text: string): { facts: DocumentFacts; body: string } {
  const found = /^(---|\+\+\+)[ \t]*\n([\s\S]*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|$)/u.exec(
    text.slice(0, MAX_LENGTH),
  );
  const matter = found?.[2];
  // A rule at the very top is no front matter: that starts with `name: value`.
  if (found === null || matter === undefined || !/^\s*(?:#.*\n\s*)*[\w-]+\s*[:=]/u.test(matter)) {
    return { facts: {}, body: text };
  }
  const facts: { title?: string; author?: string; created?: string } = {};
  for (const line of matter.split('\n')) {
    const pair = /^(title|author|date|created)\s*[:=]\s*(.+)$/iu.exec(line);
    const name = pair?.[1]?.toLowerCase();
    const value = unquoted(pair?.[2] ?? '');
    if (value === '') continue;
    if (name === 'title') facts.title ??= value;
    else if (name === 'author') facts.author ??= value;
    else facts.created ??= value;
  }
  return { facts, body: text.slice(found[0].length) };
}

function unquoted(value: string): string {
  const trimmed = value.trim();
  return /^(["'])(.*)\1$/u.exec(trimmed)?.[2] ?? trimmed;
}
