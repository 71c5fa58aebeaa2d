import type { FactLanguage } from '../../answer/facts/fact.ts';
import { flat } from '../../answer/facts/flat.ts';
import { clauseAt } from '../../answer/facts/statement.ts';
import { namedCells } from '../../answer/row-in-words.ts';
import { isRow } from './shapes.ts';
import type { Concept } from '../plan/concepts.ts';
import type { Evidence } from './evidence.ts';
import type { Sentence } from './sentences.ts';
import { holdsAll, meaning } from './held-words.ts';
import { statementIn, valuesOf, type Value } from './values.ts';

/**
 * How surely a sentence states a concept: its name and a value in one clause, in one sentence, or the
 * name in the heading the sentence stands under.
 */
const STRENGTH = { clause: 3, sentence: 2, heading: 1 } as const;

/** What a sentence or a row states of a concept; empty where it names it without a value of its kind. */
export function statedOf(
  concept: Concept,
  beside: readonly string[],
  sentence: Sentence,
): Evidence[] {
  if (sentence.label) return [];
  const context = [sentence.heading, sentence.header?.text ?? '', sentence.text].join('\n');
  if (!holdsAll(beside, context, sentence.languages)) return [];
  for (const language of sentence.languages) {
    const found = isRow(sentence.text)
      ? inRow(concept, sentence, language)
      : inSentence(concept, sentence, language);
    if (found.length > 0) return found;
  }
  return [];
}

const names = (concept: Concept, language: FactLanguage, text: string): number[] =>
  [...flat(text).matchAll(concept.words[language])].map(({ index }) => index);

/** The nearest heading says nothing but the concept: "Notice period", "3. Durée". */
function isHeading(concept: Concept, language: FactLanguage, heading: string): boolean {
  const [last = ''] = heading.split(/\n| > /u).slice(-1);
  if (names(concept, language, last).length === 0) return false;
  const rest = flat(last).replaceAll(concept.words[language], ' ');
  return meaning(rest).every((word) => /^\p{N}+$/u.test(word));
}

function inSentence(concept: Concept, sentence: Sentence, language: FactLanguage): Evidence[] {
  const { text, heading } = sentence;
  const places = names(concept, language, text);
  const headed = places.length === 0 && isHeading(concept, language, heading);
  if (places.length === 0 && !headed) return [];
  const statement = statementIn(text, language);
  const values = valuesOf(statement, concept.values);
  if (concept.values.includes('name')) return inRole(concept, sentence, language, values);
  const whole = { sentence, text };
  if (headed) {
    const [only, ...others] = values;
    return only === undefined || others.length > 0
      ? []
      : [{ ...whole, strength: STRENGTH.heading, value: { ...only, turned: true } }];
  }
  const clauses = new Set(places.map((at) => clauseAt(statement, at)));
  const near = values.filter(({ end }) => clauses.has(clauseAt(statement, end - 1)));
  const strength = near.length > 0 ? STRENGTH.clause : STRENGTH.sentence;
  const [best] = near.length > 0 ? near : values;
  if (best !== undefined) {
    // Of several values in a sentence none is the value without the others.
    const turned = best.turned || values.length > 1;
    return [{ ...whole, strength, value: { ...best, turned } }];
  }
  const says = concept.values.includes('text') && statement.quantities.length > 0;
  return says ? [{ ...whole, strength: STRENGTH.sentence, value: undefined }] : [];
}

/** "Responsible: Ada Berg", "Ansprechpartnerin für Rohre ist Frau Yıldız": what joins role and name. */
const ROLE_FIRST =
  /^(?: (?:person|persons|officer))?(?: (?:for|pour|de|du|des|fur|der|para|per|di|del)(?= )[^:.]{0,60})?(?: ?:| (?:is|are|est|sont|ist|sind|es|son|e|sono)) ?$/u;
/** "Ada Berg is responsible" */
const NAME_FIRST = /^ ?(?:,|\(| (?:is|est|ist|es|e)) ?(?:the |le |la |der |die |el |il )?$/u;

/** A name is a role's only where both are joined: "contact the Service Center" names nobody. */
function inRole(
  concept: Concept,
  sentence: Sentence,
  language: FactLanguage,
  values: readonly Value[],
): Evidence[] {
  const flattened = flat(sentence.text);
  const roles = [...flattened.matchAll(concept.words[language])];
  const named = values.filter(({ start, end }) =>
    roles.some(({ 0: role, index }) =>
      index < start
        ? ROLE_FIRST.test(flattened.slice(index + role.length, start))
        : NAME_FIRST.test(flattened.slice(end, index)),
    ),
  );
  const [best] = named;
  if (best === undefined) return [];
  const value = { ...best, turned: best.turned || named.length > 1 };
  return [{ sentence, text: sentence.text, strength: STRENGTH.clause, value }];
}

/** A row states a concept by its column's name, or by its first cell. */
function inRow(concept: Concept, sentence: Sentence, language: FactLanguage): Evidence[] {
  const cells = sentence.text.split('\t').map((cell) => cell.trim());
  const [label = ''] = cells;
  const valueIn = (cell: string): Value | undefined => {
    const [value, ...others] = valuesOf(statementIn(cell, language), concept.values);
    return others.length > 0 ? undefined : value;
  };
  const { header } = sentence;
  const named = header === null ? undefined : namedCells(header.text, sentence.text);
  for (const { name, cell } of named ?? []) {
    if (cell === label || names(concept, language, name).length === 0) continue;
    const value = valueIn(cell);
    if (value !== undefined) {
      return [{ sentence, strength: STRENGTH.clause, value, text: `${label}: ${cell}` }];
    }
  }
  if (names(concept, language, label).length === 0) return [];
  const stated = cells.slice(1).flatMap((cell) => valueIn(cell) ?? []);
  const [only] = stated;
  return only === undefined || stated.length > 1
    ? []
    : [{ sentence, strength: STRENGTH.clause, value: only, text: `${label}: ${only.text}` }];
}
