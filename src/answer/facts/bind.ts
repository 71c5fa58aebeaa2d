import type { Fact } from './fact.ts';
import { clauseAt, type ClauseWords, type Statement } from './statement.ts';

/** How much more the first word of a clause, its subject as a rule, counts than the others. */
const SUBJECT = 1.5;

/** Whether a fact of a source proves one of a sentence. */
export const heldBy = (fact: Fact, source: Fact): boolean =>
  fact.keys.some((key) => source.holds.includes(key));

/** How many of the words, in their order, a clause has. */
export function shared(words: readonly string[], clause: ClauseWords): number {
  const held = new Set(clause.words);
  return [...new Set(words)].reduce(
    (sum, word, index) => sum + (held.has(word) ? (index === 0 ? SUBJECT : 1) : 0),
    0,
  );
}

/** "cost 18 in 2020 and 21 in 2021": a clause without words goes on with those of the one before. */
const spoken = ({ clauses }: Statement, clause: ClauseWords): ClauseWords =>
  clauses.findLast(({ start, words }) => start <= clause.start && words.length > 0) ?? clause;

const factsOf = ({ quantities, sides, names }: Statement): Fact[] => [
  ...quantities,
  ...sides,
  ...names,
];

interface Bound {
  readonly fact: Fact;
  /** Clauses of the source that state it. */
  readonly here: readonly ClauseWords[];
  /** Clauses of the source that state something else of the same kind. */
  readonly elsewhere: readonly ClauseWords[];
}

/**
 * Whether the source says the facts of a sentence of the same things. It may say "red costs 3,
 * blue 5": where it states something else of a fact's kind in another clause, the clause that
 * states this one must share as many words with the sentence, and the facts of one clause that
 * have such rivals must stand together in one clause of the source.
 */
export function isBound(sentence: Statement, source: Statement): boolean {
  if (sentence.language !== source.language || source.clauses.length < 2) return true;
  const facts = factsOf(sentence);
  const stated = factsOf(source);
  return sentence.clauses.every((clause) => {
    const words =
      clause.words.length > 0 ? clause.words : sentence.clauses.flatMap((one) => one.words);
    const own = facts.filter(({ start }) => clauseAt(sentence, start) === clause);
    const bound = own
      .map((fact): Bound => {
        const clauses = (held: boolean): ClauseWords[] =>
          stated
            .filter(({ dimension }) => held || dimension === fact.dimension)
            .filter((other) =>
              held ? heldBy(fact, other) : !own.some((one) => heldBy(one, other)),
            )
            .flatMap(({ start }) => clauseAt(source, start) ?? []);
        const here = clauses(true);
        return { fact, here, elsewhere: clauses(false).filter((one) => !here.includes(one)) };
      })
      .filter(({ here, elsewhere }) => here.length > 0 && elsewhere.length > 0);
    const best = (clauses: readonly ClauseWords[]): number =>
      Math.max(...clauses.map((one) => shared(words, spoken(source, one))));
    return (
      bound.every(({ here, elsewhere }) => best(here) >= best(elsewhere)) &&
      (bound.length < 2 ||
        source.clauses.some((one) => bound.every(({ here }) => here.includes(one))))
    );
  });
}
