import { queryLanguages } from '../language/detect.ts';
import { wordsOf } from '../language/stem.ts';
import { isStopWord } from '../language/stop-words.ts';

/** Ways to go on with what was asked before, at a question's beginning, by language. */
const OPENINGS = [
  'and|or|but|what about|how about|what if|same for|why not',
  "et|ou|mais|qu'en est-il|et si|pourquoi pas",
  'und|oder|aber|was ist mit|wie ist es|wie steht es|was wäre|und wenn|warum nicht',
  'y|e|o|u|pero|qué hay de|qué pasa con|y si|por qué no',
  'ma|oppure|che ne è|che dire|e se|perché no',
].join('|');
const OPENING = new RegExp(`^[\\s¿¡"«„“]*(?:${OPENINGS})(?![\\p{L}\\p{N}])`, 'iu');

/** Words that stand for something named before. */
const POINTING = new RegExp(
  `(?<![\\p{L}])(?:${[
    'it|its|they|them|their|this|that|these|those|he|she|him|her|there',
    'il|elle|ils|elles|celui-ci|celle-ci|cela|ça|ce dernier|cette dernière|y',
    'er|sie|es|ihr|ihre[rsnm]?|sein|seine[rsnm]?|dies(?:e[rsnm]?)?|davon|dafür|dazu|dort',
    'él|ella|ellos|ellas|esto|eso|este último',
    'esso|essa|questo|quello|ciò|quest’ultimo',
  ].join('|')})(?![\\p{L}])`,
  'iu',
);

/** A question with fewer words of its own leans on the one before. */
const FEW_WORDS = 2;
/** One that points back does so where it says little else. */
const FEW_WORDS_POINTING = 4;
/** Characters of a question the contract lets through. */
const LONGEST = 4000;

/** Whether a question can only be understood with the one before it. */
export function isFollowUp(question: string): boolean {
  if (OPENING.test(question)) return true;
  const languages = queryLanguages(question);
  const own = new Set(
    [...wordsOf(question)]
      .filter(({ word, number }) => number || !isStopWord(word, languages))
      .map(({ word }) => word),
  );
  return own.size < FEW_WORDS || (own.size <= FEW_WORDS_POINTING && POINTING.test(question));
}

/**
 * A question made whole with those asked before it in the conversation, oldest first: "When does
 * parental leave begin?", "and for part-time staff?" asks "When does parental leave begin, and for
 * part-time staff?". One that stands by itself is given back as it is. Answers given before play no
 * part, so that nothing said earlier is taken for a source.
 */
export function completeQuestion(before: readonly string[], question: string): string {
  const last = before.at(-1);
  if (last === undefined || !isFollowUp(question)) return question;
  const whole = completeQuestion(before.slice(0, -1), last);
  const joined = `${whole.replace(/[\s?.!]+$/u, '')}, ${question.trim()}`;
  return joined.length > LONGEST ? question : joined;
}
