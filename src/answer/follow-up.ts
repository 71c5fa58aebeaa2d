import { queryLanguages } from '../language/detect.ts';
import type { AskedAnew } from './asked-anew.ts';
import { wordsOf } from '../language/stem.ts';
import { isStopWord } from '../language/stop-words.ts';

/** Ways to go on with what was asked before, at a question's beginning, by language. */
const OPENINGS = [
  'and|or|but|what about|how about|what if|same for|the same|same question|why not',
  "et|ou|mais|qu['’]en est-il|et si|la même (?:question|chose)|même (?:question|chose)|pourquoi pas",
  'und|oder|aber|was ist mit|wie ist es|wie steht es|was wäre|und wenn|(?:die )?gleiche frage|warum nicht',
  // "Y a-t-il" is French.
  'y(?! a(?:-t-il|vait))|e|o|u|pero|qué hay de|qué pasa con|y si|(?:la )?misma pregunta|lo mismo|por qué no',
  'ma|oppure|che ne è|che dire|e se|(?:la )?stessa domanda|lo stesso|perché no',
].join('|');
const OPENING = new RegExp(`^[\\s¿¡"«„“]*(?:${OPENINGS})(?![\\p{L}\\p{N}])`, 'iu');

/** A follow-up without the words that go on with what was asked: "and PDFs?" is "PDFs?". */
export const withoutOpening = (question: string): string => question.replace(OPENING, '');

/** A whole question that asks only when or until when. */
const BARE =
  /^[\s¿¡]*(?:(?:since|until) when|(?:depuis|jusqu['’]à) quand|(?:seit|bis) wann|(?:desde|hasta) cuándo|(?:da|fino a) quando)[\s?.!]*$/iu;

const asWord = (alternatives: string): RegExp =>
  new RegExp(`(?<![\\p{L}])(?:${alternatives})(?![\\p{L}])`, 'iu');

/**
 * Words that stand for something named before, or say that it holds for something else too. They are
 * read in a question's own language: "il" is an article in Italian.
 */
const POINTING: ReadonlyMap<string, RegExp> = new Map([
  [
    'en',
    asWord(
      'it|its|they|them|their|this|that|these|those|he|she|him|her|(?<!(?:is|are|was|were) )there(?! (?:is|are|was|were))|too|also|as well',
    ),
  ],
  [
    'fr',
    asWord(
      "(?<!y a-t-)il(?! y a| faut| existe)|elle|ils|elles|celui-ci|celle-ci|cela|ça|ce dernier|cette dernière|(?<!il )y(?! a)|l['’](?:a|ont|avait)|aussi|également",
    ),
  ],
  [
    'de',
    asWord(
      'er|ihn|ihm|sie|(?<!gibt )es(?! gibt)|ihr|ihre[rsnm]?|sein|seine[rsnm]?|dies(?:e[rsnm]?)?|davon|dafür|dazu|dort|auch|ebenfalls',
    ),
  ],
  ['es', asWord('él|ella|ellos|ellas|esto|eso|este último|lo(?! que| largo| cual| más)|también')],
  ['it', asWord("esso|essa|questo|quello|ciò|quest[’']ultimo|lo ha|l[’']ha|anche|pure")],
]);

const points = (question: string, languages: readonly string[]): boolean =>
  (languages.length === 0 ? [...POINTING.keys()] : languages).some(
    (language) => POINTING.get(language)?.test(question) === true,
  );

/** A question with fewer words of its own leans on the one before. */
const FEW_WORDS = 2;
/** One that points back does so where it says little else. */
const FEW_WORDS_POINTING = 4;
/** Characters of a question the contract lets through. */
const LONGEST = 4000;

/** Whether a question can only be understood with the one before it. */
export function isFollowUp(question: string): boolean {
  if (OPENING.test(question) || BARE.test(question)) return true;
  const languages = queryLanguages(question);
  const own = new Set(
    [...wordsOf(question)]
      .filter(({ word, number }) => number || !isStopWord(word, languages))
      .map(({ word }) => word),
  );
  return own.size < FEW_WORDS || (own.size <= FEW_WORDS_POINTING && points(question, languages));
}

/** A question as it is understood in its conversation. */
export interface Understood {
  readonly question: string;
  /** What a follow-up asks anew; undefined for a question that stands by itself. */
  readonly anew: AskedAnew | undefined;
}

/**
 * A question made whole with those asked before it in the conversation, oldest first: "When does
 * parental leave begin?", "and for part-time staff?" asks "When does parental leave begin, and for
 * part-time staff?", and "and for fathers?" after that asks it for fathers instead. One that stands by
 * itself is given back as it is. Answers given before play no part, so that nothing said earlier is
 * taken for a source.
 */
export function completeQuestion(before: readonly string[], question: string): Understood {
  const last = before.at(-1);
  if (last === undefined || !isFollowUp(question)) return { question, anew: undefined };
  const earlier = before.slice(0, -1);
  const replaces = OPENING.test(question);
  if (replaces && earlier.length > 0 && OPENING.test(last)) {
    return completeQuestion(earlier, question);
  }
  const whole = completeQuestion(earlier, last).question;
  const now = question.trim();
  const joined = `${whole.replace(/[\s?.!]+$/u, '')}, ${now}`;
  if (joined.length > LONGEST) return { question, anew: undefined };
  return { question: joined, anew: { before: whole, now, replaces } };
}
