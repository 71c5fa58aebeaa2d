import { isFactLanguage } from '../../answer/facts/fact.ts';
import { flat, masked } from '../../answer/facts/flat.ts';
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
  asksWhatAbout,
  BETWEEN_FIELDS,
  NAMES_VERSIONS,
  WITH,
  WITH_THEIR,
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
  if (asksToCompare.test(flattened)) {
    return NAMES_VERSIONS.test(flattened) ? 'changes' : 'comparison';
  }
  if (fields !== undefined) return 'fields';
  if (asksWhatAbout.test(flattened)) return 'summaries';
  if (mentionedIn(question) !== undefined) return 'mentions';
  return asksToSummarise.test(flattened) && namedFields(question) === undefined
    ? 'summaries'
    : 'fields';
}

/**
 * The columns of a question that is asked of each document by itself.
 *
 * @throws CarrelFailure `invalid-input` for more fields than a table holds.
 */
export function planSurvey(
  question: string,
  fields: readonly string[] | undefined,
  now = new Date(),
): Plan {
  const kind = kindOf(question, fields);
  const language = queryLanguages(question)[0] ?? 'und';
  const columns = columnsFor(kind, question, fields, now);
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
  now: Date,
): PlanColumn[] {
  if (fields !== undefined) {
    const condition = conditionIn(question, now);
    return [...(condition === undefined ? [] : [condition.column]), ...fields.map(fieldOf)];
  }
  if (kind === 'mentions') return [{ how: 'mentions', name: mentionedIn(question) ?? question }];
  if (kind === 'summaries') return [{ how: 'summary', name: '' }];
  return fieldsOf(question, now);
}

/** The fields a question names, its condition first. */
function fieldsOf(question: string, now: Date): PlanColumn[] {
  const list = namedFields(question);
  const condition = conditionIn(list === undefined ? question : question.slice(0, list.at), now);
  const first = condition === undefined ? [] : [condition.column];
  if (list !== undefined) return [...first, ...list.names.map(fieldOf)];
  // What the condition says names no field.
  const rest = condition === undefined ? question : masked(question, [condition], ' ');
  const languages = queryLanguages(question);
  const named = conceptsIn(rest, languages);
  if (named.length > 0) {
    return [...first, ...distinct(named).map((one) => conceptField(rest, one, languages))];
  }
  if (condition !== undefined) return first;
  const words = remainder(question);
  return words.length > 0 && words.length <= MOST_WORDS
    ? [{ how: 'words', name: words.join(' '), words: words.join(' ') }]
    : [{ how: 'question', name: question }];
}

/** "... with their notice period and rent": the fields listed, and where the list begins. */
function namedFields(
  question: string,
): { readonly at: number; readonly names: readonly string[] } | undefined {
  const flattened = flat(question);
  for (const { 0: lead, index } of flattened.matchAll(new RegExp(WITH, 'gu'))) {
    const theirs = WITH_THEIR.exec(flattened.slice(index));
    const length = theirs?.index === 0 ? theirs[0].length : lead.length;
    const listed = question.slice(index + length).replace(/[?.!]+\s*$/u, '');
    const names = split(listed);
    const fields = theirs?.index === 0 || (isField(names[0]) && !/\d/u.test(listed));
    if (names.length > 0 && fields) return { at: index, names };
  }
  return undefined;
}

/** Whether a name is that of something documents state, and of nothing beside it. */
const isField = (name: string | undefined): boolean => {
  const column = name === undefined ? undefined : fieldOf(name);
  return column?.how === 'concept' && column.beside.length === 0;
};

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
function conceptField(
  question: string,
  { concept, start, end }: Named,
  languages: readonly string[],
): PlanColumn {
  const rest = `${question.slice(0, start)}\n${question.slice(end)}`;
  const beside = [...rest.matchAll(NUMBERED_NAME)].flatMap(([match]) => meaning(match));
  const language = languages.find(isFactLanguage) ?? 'en';
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
