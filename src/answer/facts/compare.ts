import type { Fact } from './fact.ts';
import { clauseAt, type ClauseWords, type Statement } from './statement.ts';

/** What keeps a sentence from resting on another. */
export type Difference = 'number' | 'negation' | 'opposite' | 'binding';

/** How much more the first word of a clause, its subject as a rule, counts than the others. */
const SUBJECT = 1.5;

const heldBy = (fact: Fact, source: Fact): boolean =>
  fact.keys.some((key) => source.holds.includes(key));

/**
 * Why a sentence does not follow from its source as far as figures, dates, opposites and denials
 * tell, or undefined. `context` are units named apart from their figures, as a table's head does.
 */
export function difference(
  sentence: Statement,
  source: Statement,
  context: Statement | undefined,
): Difference | undefined {
  for (const fact of sentence.quantities) {
    if (!isHeld(fact, source, context)) return 'number';
  }
  if (sentence.denies !== source.denies || sentence.limits !== source.limits) return 'negation';
  if (deniesElsewhere(sentence, source)) return 'negation';
  if (contradicts(sentence, source)) return 'opposite';
  const facts: readonly Fact[] = [...sentence.quantities, ...sentence.sides];
  const sources: readonly Fact[] = [...source.quantities, ...source.sides];
  return facts.some((fact) => boundElsewhere(fact, sentence, sources, source))
    ? 'binding'
    : undefined;
}

function isHeld(fact: Fact, source: Statement, context: Statement | undefined): boolean {
  if (source.quantities.some((held) => heldBy(fact, held))) return true;
  if (context === undefined) return false;
  if (context.quantities.some((held) => heldBy(fact, held))) return true;
  // "12,500 euros" of a cell "12,500" below a head "Rent (EUR)".
  return fact.keys.some((key) => {
    const space = key.indexOf(' ');
    const [value, unit] = [key.slice(0, space), key.slice(space + 1)];
    return (
      !key.startsWith('date') &&
      context.flattened.includes(unit.toLowerCase()) &&
      source.quantities.some(
        ({ dimension, holds }) => dimension === 'number' && holds.includes(value),
      )
    );
  });
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

function shared(words: readonly string[], clause: ClauseWords): number {
  const held = new Set(clause.words);
  return [...new Set(words)].reduce(
    (sum, word, index) => sum + (held.has(word) ? (index === 0 ? SUBJECT : 1) : 0),
    0,
  );
}

/**
 * Whether the source says a fact of something else: where it has several of one dimension, the
 * clause that holds this one must have as much in common with the sentence as any other's.
 */
function boundElsewhere(
  fact: Fact,
  sentence: Statement,
  sources: readonly Fact[],
  source: Statement,
): boolean {
  if (sentence.language !== source.language) return false;
  const rivals = sources.filter(({ dimension }) => dimension === fact.dimension);
  const clauses = new Set(rivals.map(({ start }) => clauseAt(source, start)));
  if (rivals.every((rival) => heldBy(fact, rival)) || clauses.size < 2) return false;
  const own = clauseAt(sentence, fact.start)?.words ?? [];
  const words = own.length > 0 ? own : sentence.clauses.flatMap((clause) => clause.words);
  const best = (held: boolean): number =>
    Math.max(
      -1,
      ...rivals
        .filter((rival) => heldBy(fact, rival) === held)
        .flatMap(({ start }) => clauseAt(source, start) ?? [])
        .map((clause) => shared(words, clause)),
    );
  const held = best(true);
  return held >= 0 && held < best(false);
}
