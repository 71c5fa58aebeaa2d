import type { FactLanguage } from '../../answer/facts/fact.ts';

/**
 * What a field's value is made of; `text` is a sentence that says it with a figure, `clause` any
 * sentence that says it, `parties` one that says who makes an agreement.
 */
export type ValueKind =
  'date' | 'duration' | 'money' | 'percent' | 'time' | 'name' | 'text' | 'clause' | 'parties';

/** Something that contracts, rules and reports often state, under the names each language has. */
export interface Concept {
  readonly id: string;
  /** Any of these may be its value. */
  readonly values: readonly ValueKind[];
  /** The name of a column that nobody named. */
  readonly labels: Readonly<Record<FactLanguage, string>>;
  readonly words: Readonly<Record<FactLanguage, RegExp>>;
  /** A clause with these states another thing, though it holds a name and a value. */
  readonly unless: RegExp | undefined;
  /** It is one end of a span of days: "from 1 May to 30 June" states both without naming them. */
  readonly edge: 'from' | 'to' | undefined;
  /** A wider name for what other concepts name more exactly, which go before it. */
  readonly wide: boolean;
}

/** Names without accents parted by `|`; `*` stands for any letters. */
export type Names = readonly [en: string, fr: string, de: string, es: string, it: string];

/** Parts alternatives, none of those within brackets. */
const BETWEEN_NAMES = /\|(?![^()]*(?:\([^()]*\)[^()]*)*\))/u;

/** A pattern of whole words of flattened text. */
function pattern(names: string): RegExp {
  // Longest first: of "end date" all is the name.
  const ordered = names.split(BETWEEN_NAMES).toSorted((a, b) => b.length - a.length);
  return new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${ordered.join('|').replaceAll('*', '\\p{L}*')})(?![\\p{L}\\p{N}])`,
    'gu',
  );
}

/** What some concepts have beside their names. */
export type ConceptOptions = Partial<Pick<Concept, 'unless' | 'edge' | 'wide'>>;

export function concept(
  id: string,
  values: readonly ValueKind[],
  labels: Names,
  names: Names,
  { unless, edge, wide = false }: ConceptOptions = {},
): Concept {
  const each = <T>(list: Names, make: (text: string) => T): Record<FactLanguage, T> => {
    const [en, fr, de, es, it] = list;
    return { en: make(en), fr: make(fr), de: make(de), es: make(es), it: make(it) };
  };
  const [label, words] = [each(labels, (text) => text), each(names, pattern)];
  return { id, values, labels: label, words, unless, edge, wide };
}
