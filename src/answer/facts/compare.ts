import type { Fact } from './fact.ts';
import { heldBy, isBound, shared } from './bind.ts';
import type { Statement } from './statement.ts';

/** What keeps a sentence from resting on another. */
export type Difference = 'number' | 'negation' | 'opposite' | 'binding';

const TURNS = ['denies', 'limits', 'excepts'] as const;

/**
 * Why a sentence does not follow from its source as far as figures, dates, opposites and denials
 * tell, or undefined.
 */
export function difference(sentence: Statement, source: Statement): Difference | undefined {
  const held = (fact: Fact): boolean => source.quantities.some((other) => heldBy(fact, other));
  if (!sentence.quantities.every(held)) return 'number';
  if (TURNS.some((turn) => sentence[turn] !== source[turn])) return 'negation';
  if (deniesElsewhere(sentence, source)) return 'negation';
  if (contradicts(sentence, source)) return 'opposite';
  return isBound(sentence, source) ? undefined : 'binding';
}

/** Sides that exclude each other; of parties also their order, which tells who does what. */
function contradicts(sentence: Statement, source: Statement): boolean {
  return (
    Object.entries(Object.groupBy(sentence.sides, ({ dimension }) => dimension)).some(
      ([name, own = []]) => {
        const others = source.sides.filter(({ dimension }) => dimension === name);
        const keys = new Set(others.flatMap(({ keys: [key = ''] }) => key));
        if (own.some(({ keys: [key = ''] }) => keys.size > 0 && !keys.has(key))) return true;
        if (name === 'order' && keys.size === 0) return true;
        if (!own.some(({ role }) => role) || keys.size < 2) return false;
        const order = (sides: typeof own): string[] => [
          ...new Set(sides.flatMap(({ keys: k }) => k[0] ?? [])),
        ];
        const [mine, theirs] = [order(own), order(others)];
        if (mine.length > 1) return mine.join() !== theirs.join();
        return leads(own[0], sentence) !== (theirs[0] === mine[0]);
      },
    ) || leftOut(sentence, source)
  );
}

/** A bound of the source that the sentence leaves out: "three months" for "at least three months". */
function leftOut(sentence: Statement, source: Statement): boolean {
  return source.sides.some(
    (side) =>
      side.dimension === 'order' &&
      !sentence.sides.some(({ keys }) => keys[0] === side.keys[0]) &&
      source.quantities.some(
        (amount) =>
          amount.dimension !== 'period' &&
          Math.min(Math.abs(amount.start - side.end), Math.abs(side.start - amount.end)) <= 12 &&
          sentence.quantities.some((own) => heldBy(own, amount)),
      ),
  );
}

/** Whether a party is named before the middle of its sentence, as the one who acts. */
function leads(side: Fact | undefined, { text }: Statement): boolean {
  return side !== undefined && side.start < text.length / 3;
}

/** The clause of the source that has most of a clause's words denies what the clause does not. */
function deniesElsewhere(sentence: Statement, source: Statement): boolean {
  if (sentence.language !== source.language || source.clauses.length < 2) return false;
  if (new Set(source.clauses.map(({ denies }) => denies)).size < 2) return false;
  const words = sentence.clauses.flatMap((clause) => clause.words);
  const scored = source.clauses.map((clause) => ({ clause, score: shared(words, clause) }));
  const best = Math.max(...scored.map(({ score }) => score));
  return scored.some(({ clause, score }) => score === best && clause.denies !== sentence.denies);
}
