import type { FactLanguage } from '../../answer/facts/fact.ts';
import { flat } from '../../answer/facts/flat.ts';
import { clauseAt } from '../../answer/facts/statement.ts';
import { namedCells } from '../../answer/row-in-words.ts';
import { isRow } from './shapes.ts';
import type { Concept } from '../plan/concept.ts';
import { concepts } from '../plan/concepts.ts';
import { edgesIn } from './date-spans.ts';
import { partiesIn } from './by-parties.ts';
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
  const parties = concept.values.includes('parties');
  // "between A and B", on a title page, has no full stop.
  if (sentence.label && !parties) return [];
  const context = [sentence.heading, sentence.header?.text ?? '', sentence.text].join('\n');
  if (!holdsAll(beside, context, sentence.languages)) return [];
  if (parties) return partiesIn(sentence);
  for (const language of sentence.languages) {
    const found = isRow(sentence.text)
      ? inRow(concept, sentence, language)
      : inSentence(concept, sentence, language);
    if (found.length > 0) return found;
  }
  return [];
}

interface Place {
  readonly start: number;
  readonly end: number;
}

const placesOf = (concept: Concept, language: FactLanguage, flattened: string): Place[] =>
  [...flattened.matchAll(concept.words[language])].map(({ 0: name, index }) => ({
    start: index,
    end: index + name.length,
  }));
const names = (concept: Concept, language: FactLanguage, text: string): boolean =>
  placesOf(concept, language, flat(text)).length > 0;

/** The nearest heading says nothing but the concept: "Notice period", "3. Durée". */
function isHeading(concept: Concept, language: FactLanguage, heading: string): boolean {
  const [last = ''] = heading.split(/\n| > /u).slice(-1);
  if (!names(concept, language, last)) return false;
  const rest = flat(last).replaceAll(concept.words[language], ' ');
  return meaning(rest).every((word) => /^\p{N}+$/u.test(word));
}

function inSentence(concept: Concept, sentence: Sentence, language: FactLanguage): Evidence[] {
  const { text, heading } = sentence;
  const flattened = flat(text);
  const places = placesOf(concept, language, flattened);
  const headed = places.length === 0 && isHeading(concept, language, heading);
  const edges = edgesIn(concept, flattened, heading);
  if (places.length === 0 && !headed && edges?.holds !== true) return [];
  const statement = statementIn(text, language);
  const values = valuesOf(statement, concept.values);
  if (concept.values.includes('name')) return inRole(concept, sentence, language, values);
  const whole = { sentence, text };
  const own = edges === undefined ? values : values.filter(({ start }) => !edges.others(start));
  if (places.length === 0 && edges?.holds === true) {
    const edge = own.find(({ start }) => edges.own(start));
    if (edge !== undefined) {
      const turned = edge.turned || own.length > 1;
      return [{ ...whole, strength: STRENGTH.sentence, value: { ...edge, turned } }];
    }
    if (!headed) return [];
  }
  if (headed) {
    const [value] = own;
    const others = value !== undefined && rivalOf(concept, language, flattened, value, Infinity);
    return others ? [] : underHeading(concept, whole, own);
  }
  const clauseOf = (at: number): Place | undefined => clauseAt(statement, at);
  const fitting = own.filter(({ end }) => {
    const { start, end: last } = clauseOf(end - 1) ?? { start: 0, end: text.length };
    return concept.unless?.test(flattened.slice(start, last)) !== true;
  });
  const near = fitting
    .filter(({ end }) =>
      places.some(
        ({ start }) =>
          (clauseOf(start) === clauseOf(end - 1) && !BESIDE.test(flattened.slice(end, start))) ||
          DEFINES.test(flattened.slice(end, start)),
      ),
    )
    .toSorted((a, b) => distance(a, places) - distance(b, places));
  const [best] = near.length > 0 ? near : fitting;
  if (best !== undefined) {
    const rival = rivalOf(concept, language, flattened, best, distance(best, places));
    // Named in one clause, and the value another's in another clause.
    if (near.length === 0 && rival) return [];
    const clause = near.length > 0 && !rival;
    // Of several values in a sentence none is the value without the others, unless these are another's.
    const alone = own.every(
      (value) => value === best || isOtherEdge(concept, language, flattened, clauseOf(value.start)),
    );
    const turned = best.turned || near.length > 1 || !alone;
    const strength = clause ? STRENGTH.clause : STRENGTH.sentence;
    return [{ ...whole, strength, value: { ...best, turned } }];
  }
  if (own.length > 0 && fitting.length === 0) return [];
  const amiss = concept.unless?.test(flattened) === true;
  const binds = BINDING.test(flattened);
  return !amiss && says(concept, { counts: statement.quantities.length > 0, binds })
    ? [{ ...whole, strength: STRENGTH.sentence, value: undefined }]
    : [];
}

/** What says that something is so or shall be: a list of words says nothing. */
const BINDING =
  /(?<!\p{L})(?:is|are|be|been|shall|must|will|may|has|have|agrees?|undertakes?|submits?|provides?|pays?|est|sont|sera|seront|doit|doivent|devra|peut|peuvent|releve|s'engage|verse|ist|sind|wird|werden|muss|mussen|hat|haben|kann|gilt|findet|finden|unterliegt|stellt|zahlt|es|son|sera|debe|debera|puede|rige|regira|e|sono|deve|dovra|puo|versa)(?!\p{L})|:|[|]/u;

/** "2,400 euros plus service charges": what comes on top is not what the value is of. */
const BESIDE =
  /^ ?(?:zuzuglich|zzgl\.?|plus|nebst|excluding|exclusive of|exkl\.?|ohne|not including|in addition to|hors|en sus (?:de|des)|sans|mas|sin|excluid[oa]s?|piu|oltre (?:al?|alle?|ai|agli)|esclus[eio]) (?:the |les? |la |los |las |die |der |den |i |le |gli )?$/u;

/** '15 January 2024 (the "Effective Date")' */
const DEFINES = /^ ?\((?:the |le |la |l'|der |die |das |el |il )?["“”„«' ]*$/u;

/** Whether a sentence that names a concept states it without a value of its kind. */
const says = (
  { values }: Concept,
  { counts, binds }: { readonly counts: boolean; readonly binds: boolean },
): boolean => (values.includes('text') && counts) || (values.includes('clause') && binds);

/** A sentence under a heading that says nothing but the concept. */
function underHeading(
  concept: Concept,
  whole: Pick<Evidence, 'sentence' | 'text'>,
  values: readonly Value[],
): Evidence[] {
  const [only, ...others] = values;
  if (only !== undefined && others.length === 0) {
    return [{ ...whole, strength: STRENGTH.heading, value: { ...only, turned: true } }];
  }
  return concept.values.includes('clause')
    ? [{ ...whole, strength: STRENGTH.heading, value: undefined }]
    : [];
}

/** Characters between a value and the nearest of some places. */
const distance = (value: Place, places: readonly Place[]): number =>
  Math.min(...places.map(({ start, end }) => Math.max(start - value.end, value.start - end, 0)));

/** "begins on X and ends on Y": a clause that names one end of a span of days is not about the other. */
function isOtherEdge(
  concept: Concept,
  language: FactLanguage,
  flattened: string,
  clause: Place | undefined,
): boolean {
  if (concept.edge === undefined || clause === undefined) return false;
  const text = flattened.slice(clause.start, clause.end);
  return concepts.some(
    (other) =>
      other.edge !== undefined && other !== concept && placesOf(other, language, text).length > 0,
  );
}

/** Another concept whose values are of the same kind is named nearer to the value. */
function rivalOf(
  concept: Concept,
  language: FactLanguage,
  flattened: string,
  value: Value,
  nearest: number,
): boolean {
  return concepts.some(
    (other) =>
      other !== concept &&
      !other.wide &&
      !concept.wide &&
      other.values.some((kind) => kind !== 'clause' && concept.values.includes(kind)) &&
      placesOf(other, language, flattened).some((place) => distance(value, [place]) < nearest),
  );
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
    if (cell === label || !names(concept, language, name)) continue;
    const value = valueIn(cell);
    if (value !== undefined) {
      return [{ sentence, strength: STRENGTH.clause, value, text: `${label}: ${cell}` }];
    }
  }
  if (!names(concept, language, label)) return [];
  const rest = cells.slice(1).filter((cell) => cell !== '');
  if (
    rest.length === 1 &&
    says(concept, { counts: true, binds: true }) &&
    valueIn(rest[0] ?? '') === undefined
  ) {
    const text = `${label}: ${rest[0] ?? ''}`;
    return [{ sentence, strength: STRENGTH.clause, value: undefined, text }];
  }
  const stated = rest.flatMap((cell) => valueIn(cell) ?? []);
  const [only] = stated;
  return only === undefined || stated.length > 1
    ? []
    : [{ sentence, strength: STRENGTH.clause, value: only, text: `${label}: ${only.text}` }];
}
