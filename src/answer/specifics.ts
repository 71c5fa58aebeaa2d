import { wordsOf } from '../language/stem.ts';
import { isStopWord } from '../language/stop-words.ts';
import { factLanguages } from './facts/fact.ts';

/** A capitalised word that does not begin the question: "Ghent", "3M", "FY2019". */
const NAME = /(?<=[\p{L}\p{N},;:)»”"'’] )\p{N}*\p{Lu}[\p{L}\p{N}’'-]*/gu;
/** "CEO", "VAT": capitals alone, in German too. */
const ABBREVIATION = /(?<![\p{L}\p{N}])\p{Lu}{2,6}(?![\p{L}\p{N}])/gu;
const NUMBER = /\d[\d.,]*\d|\d/gu;

const wordsIn = (question: string, pattern: RegExp): string[] =>
  [...question.matchAll(pattern)].flatMap(([found]) => [...wordsOf(found)].map(({ word }) => word));

/** The names in a question, as lower-case words; none in German, where all nouns look like one. */
export function namesIn(question: string, language: string): ReadonlySet<string> {
  return new Set(language === 'de' ? [] : wordsIn(question, NAME));
}

/** The abbreviations in a question, as lower-case words; none where all of it is in capitals. */
export function abbreviationsIn(question: string): ReadonlySet<string> {
  return new Set(/\p{Ll}/u.test(question) ? wordsIn(question, ABBREVIATION) : []);
}

/** Whether a question names anything: small words and figures alone could be about any document. */
export function namesSomething(question: string): boolean {
  const meant = [...wordsOf(question)].some(
    ({ word, number }) => !number && !isStopWord(word, factLanguages),
  );
  return meant || abbreviationsIn(question).size > 0;
}

/** The names and numbers in a question. */
export function specificsIn(question: string): ReadonlySet<string> {
  return new Set([...wordsIn(question, NAME), ...wordsIn(question, NUMBER)]);
}
