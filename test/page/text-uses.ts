import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A place in the page's source that names a text, or may. */
export interface Use {
  readonly file: string;
  /** The literal as it is written. */
  readonly text: string;
  /** Matches the keys it may stand for; `${...}` in it for one part of a key. */
  readonly pattern: RegExp;
  /** Namespaces it may belong to. */
  readonly namespaces: readonly string[];
  /** It is an argument of `t`; else it is a literal that may be handed to it elsewhere. */
  readonly sure: boolean;
}

const literal = /'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/gu;

/** Every literal of the page's source that may be a text's key. */
export function usesOf(folder: string, namespaces: readonly string[]): Use[] {
  const files = globSync('**/*.{ts,tsx}', { cwd: folder });
  return files.flatMap((file) => {
    const source = readFileSync(join(folder, file), 'utf8');
    const own = namespacesOf(source);
    const calls = new Set(argumentsOf(source).flatMap(literalsOf));
    return [...new Set([...calls, ...literalsOf(source)])].flatMap((text) => {
      const [, namespace, key] = /^(?:([a-z-]+):)?(.+)$/u.exec(text) ?? [];
      if (key === undefined || !/^[\w.${}[\]()-]+$/u.test(key.replaceAll(/\$\{[^}]*\}/gu, '${}'))) {
        return [];
      }
      const named = namespace !== undefined && namespaces.includes(namespace);
      return [
        {
          file,
          text,
          pattern: patternOf(key),
          namespaces: named ? [namespace] : own,
          sure: calls.has(text),
        },
      ];
    });
  });
}

/** True where some literal may stand for the key, given as `namespace:key`. */
export function isUsed(key: string, uses: readonly Use[]): boolean {
  const [namespace = '', name = ''] = key.split(':');
  return uses.some(
    ({ pattern, namespaces }) => namespaces.includes(namespace) && pattern.test(name),
  );
}

/** A call of `t` for one text, and its other arguments as they are written. */
export interface Call {
  readonly file: string;
  readonly key: string;
  readonly namespaces: readonly string[];
  readonly rest: string;
}

/** The calls that name their texts outright. */
export function callsOf(folder: string, namespaces: readonly string[]): Call[] {
  return globSync('**/*.{ts,tsx}', { cwd: folder }).flatMap((file) => {
    const source = readFileSync(join(folder, file), 'utf8');
    const own = namespacesOf(source);
    return startsOf(source).flatMap((start) => {
      const [first, rest] = [argumentAt(source, start), callAt(source, start)];
      return literalsOf(first.replaceAll(/[!=]==\s*'[^']*'/gu, ''))
        .filter((text) => !text.includes('$'))
        .map((text) => {
          const [, namespace, key] = /^(?:([a-z-]+):)?(.+)$/u.exec(text) ?? [];
          const named = namespace !== undefined && namespaces.includes(namespace);
          return {
            file,
            key: key ?? text,
            namespaces: named ? [namespace] : own,
            rest: rest.slice(first.length),
          };
        });
    });
  });
}

/** Those of `useTranslation`; the first is meant where a key names none. `app` is the default. */
function namespacesOf(source: string): string[] {
  const named = [...source.matchAll(/useTranslation\(\[?([^)\]]*)/gu)].flatMap(([, list = '']) =>
    literalsOf(list),
  );
  const first = [...source.matchAll(/useTranslation\((?:\[?'([\w-]+)')?/gu)].map(
    ([, name]) => name ?? 'app',
  );
  return [...new Set([...first, ...(named.length === 0 ? ['app'] : [])])];
}

/** The first arguments of calls of `t`, without the comparisons in their conditions. */
function argumentsOf(source: string): string[] {
  return startsOf(source).map((start) =>
    argumentAt(source, start).replaceAll(/[!=]==\s*'[^']*'/gu, ''),
  );
}

/** Where the arguments of calls of `t` begin. */
function startsOf(source: string): number[] {
  return [...source.matchAll(/(?<![\w$])t\(/gu)].map((call) => call.index + call[0].length);
}

function argumentAt(source: string, start: number): string {
  return upTo(source, start, ',');
}

function callAt(source: string, start: number): string {
  return upTo(source, start, '');
}

/** The source up to a mark that stands in no bracket, or to the end of the brackets. */
function upTo(source: string, start: number, mark: string): string {
  let depth = 0;
  let end = start;
  for (; end < source.length; end += 1) {
    const character = source[end] ?? '';
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) {
      if (depth === 0) break;
      depth -= 1;
    } else if (character === mark && depth === 0) break;
  }
  return source.slice(start, end);
}

function literalsOf(source: string): string[] {
  return [...source.matchAll(literal)].map(([, plain, template]) => plain ?? template ?? '');
}

function patternOf(key: string): RegExp {
  const parts = key
    .split(/\$\{[^}]*\}/u)
    .map((part) => part.replaceAll(/[.\\()[\]{}$]/gu, String.raw`\$&`));
  return new RegExp(`^${parts.join('[\\w-]+')}$`, 'u');
}
