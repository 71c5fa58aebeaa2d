import { isFactLanguage } from '../../answer/facts/fact.ts';
import { flat } from '../../answer/facts/flat.ts';
import { CarrelFailure } from '../../contract/errors.ts';
import type { SurveyKind } from '../../contract/surveys.ts';
import { queryLanguages } from '../../language/detect.ts';
import { conditionIn } from './condition.ts';
import { conceptsIn, type Named } from './concepts.ts';
import { meaning } from '../read/held-words.ts';
import { mentionedIn } from './mentioned.ts';
import type { Plan, PlanColumn } from './plan.ts';
import {
  ABOUT_DOCUMENTS,
  ARTICLE,
  asksForChanges,
  asksToCompare,
  asksToSummarise,
  BETWEEN_FIELDS,
  WITH,
} from './question-words.ts';

/** What a field's name may add to its concept without asking for another thing. */
const GENERAL =
  /^(?:monthly|yearly|annual|date|period|time|amount|total|value|length|number|mensuel\p{L}*|annuel\p{L}*|duree|montant|total\p{L}*|monatlich\p{L}*|jahrlich\p{L}*|datum|dauer|betrag|hohe|lange|mensual\p{L}*|anual\p{L}*|fecha|importe|duracion|mensil\p{L}*|annu\p{L}*|data|importo|durata)$/u;
/** "Cargo 90", "EN1090": a name that a number makes another one. */
const NUMBERED_NAME =
  /(?<![\p{L}\p{N}])(?:\p{Lu}\p{L}* \d[\p{L}\d-]*|(?=[\d-]*\p{L})\p{L}[\p{L}-]*\d[\p{L}\d-]*)(?![\p{L}\p{N}])/gu;
/** Words that stand alone as a field's name at most; a longer remainder is a question of its own. */
const MOST_WORDS = 3;
const MOST_FIELDS = 20;

/** What a question over everything asks for, as far as its words tell. */
export function kindOf(question: string, fields: readonly string[] | undefined): SurveyKind {
  const flattened = flat(question);
  if (asksForChanges.test(flattened)) return 'changes';
  if (asksToCompare.test(flattened)) return 'comparison';
  if (fields !== undefined) return 'fields';
  if (mentionedIn(question) !== undefined) return 'mentions';
  return asksToSummarise.test(flattened) && !WITH.test(flattened) ? 'summaries' : 'fields';
}

/**
 * The columns of a question that is asked of each document by itself.
 *
 * @throws CarrelFailure `invalid-input` for more fields than a table holds.
 */
export function planSurvey(question: string, fields: readonly string[] | undefined): Plan {
  const kind = kindOf(question, fields);
  const language = queryLanguages(question)[0] ?? 'und';
  const columns = columnsFor(kind, question, fields);
  if (columns.length > MOST_FIELDS) {
    throw new CarrelFailure('invalid-input', `A table holds at most ${MOST_FIELDS} fields.`, {
      field: 'fields',
    });
  }
  return { kind, language, columns };
}

function columnsFor(
  kind: SurveyKind,
  question: string,
  fields: readonly string[] | undefined,
): PlanColumn[] {
  if (fields !== undefined) {
    const condition = conditionIn(question);
    return [...(condition === undefined ? [] : [condition]), ...fields.map(fieldOf)];
  }
  if (kind === 'mentions') return [{ how: 'mentions', name: mentionedIn(question) ?? question }];
  if (kind === 'summaries') return [{ how: 'summary', name: '' }];
  return fieldsOf(question);
}

/** The fields a question names, its condition first. */
function fieldsOf(question: string): PlanColumn[] {
  const flattened = flat(question);
  const phrase = WITH.exec(flattened);
  const main = phrase === null ? question : question.slice(0, phrase.index);
  const condition = conditionIn(main);
  const first = condition === undefined ? [] : [condition];
  if (phrase !== null) {
    const listed = question.slice(phrase.index + phrase[0].length).replace(/[?.!]+\s*$/u, '');
    const names = split(listed);
    if (names.length > 0) return [...first, ...names.map(fieldOf)];
  }
  const named = conceptsIn(question, queryLanguages(question)).filter(
    (one) => condition === undefined || one.concept.id !== condition.concept,
  );
  if (named.length > 0)
    return [...first, ...distinct(named).map((one) => conceptField(question, one))];
  if (condition !== undefined) return first;
  const rest = remainder(question);
  return rest.length > 0 && rest.length <= MOST_WORDS
    ? [{ how: 'words', name: rest.join(' '), words: rest.join(' ') }]
    : [{ how: 'question', name: question }];
}

function split(listed: string): string[] {
  const flattened = flat(listed);
  const names: string[] = [];
  let at = 0;
  for (const { 0: mark, index } of flattened.matchAll(new RegExp(BETWEEN_FIELDS, 'gu'))) {
    names.push(listed.slice(at, index));
    at = index + mark.length;
  }
  names.push(listed.slice(at));
  return names.map(bare).filter((name) => /\p{L}/u.test(name));
}

/** A name without its articles. */
function bare(name: string): string {
  let rest = name.trim();
  for (let found = ARTICLE.exec(flat(rest)); found !== null; found = ARTICLE.exec(flat(rest))) {
    rest = rest.slice(found[0].length).trim();
  }
  return rest;
}

/** A field that was named: by its concept where it has one, else by its words. */
export function fieldOf(name: string): PlanColumn {
  const [named, ...others] = distinct(conceptsIn(name));
  if (named === undefined || others.length > 0) return { how: 'words', name, words: name };
  const around = `${name.slice(0, named.start)} ${name.slice(named.end)}`;
  return {
    how: 'concept',
    name,
    concept: named.concept.id,
    beside: meaning(around).filter((word) => !GENERAL.test(flat(word))),
  };
}

/** A concept within a whole question, by its usual name; of the rest only names and numbers must stand beside it. */
function conceptField(question: string, { concept, start, end }: Named): PlanColumn {
  const rest = `${question.slice(0, start)}\n${question.slice(end)}`;
  const beside = [...rest.matchAll(NUMBERED_NAME)].flatMap(([match]) => meaning(match));
  const language = queryLanguages(question).find(isFactLanguage) ?? 'en';
  return { how: 'concept', name: concept.labels[language], concept: concept.id, beside };
}

/** Each concept once; "the duration of the guarantee" asks for the guarantee's alone. */
function distinct(named: readonly Named[]): Named[] {
  const each = named.filter(
    (one, index) => named.findIndex(({ concept }) => concept === one.concept) === index,
  );
  const narrower = ({ concept }: Named): boolean =>
    each.some(
      (other) =>
        other.concept.id !== concept.id &&
        !other.concept.wide &&
        other.concept.values.some((kind) => concept.values.includes(kind)),
    );
  return each.filter(
    (one) => !((one.concept.wide || one.concept.id === 'duration') && narrower(one)),
  );
}

/** The words of a question that are not about documents in general. */
function remainder(question: string): string[] {
  return meaning(question).filter((word) => !ABOUT_DOCUMENTS.test(flat(word)));
}
