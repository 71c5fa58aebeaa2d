import { clausesOf, type Clause } from './clauses.ts';
import type { Fact, FactLanguage } from './fact.ts';
import { flat, masked } from './flat.ts';
import { namesAsFacts } from './names.ts';
import { turnsOf, type Turned } from './negation.ts';
import { findSides, type Sided } from './opposites.ts';
import { findQuantities } from './quantities.ts';
import { formsOf } from './word-forms.ts';

/** A sentence taken apart for comparison. */
export interface Statement extends Turned {
  readonly text: string;
  readonly flattened: string;
  readonly language: FactLanguage;
  readonly quantities: readonly Fact[];
  readonly sides: readonly Sided[];
  /** Words with a capital that are none of the above. */
  readonly names: readonly Fact[];
  readonly clauses: readonly ClauseWords[];
}

/** A clause with the stems of its words that mean something, amounts and dates left out. */
export interface ClauseWords extends Clause {
  readonly words: readonly string[];
  readonly denies: boolean;
}

/** Takes a sentence apart. */
export function statementOf(text: string, language: FactLanguage): Statement {
  const flattened = flat(text);
  const quantities = findQuantities(flattened, text, language);
  const counted = quantities.filter(({ dimension }) => dimension !== 'period');
  const clauses = clausesOf(flattened, counted).map(({ start, end }): ClauseWords => {
    const part = masked(text, counted).slice(start, end);
    return {
      start,
      end,
      words: formsOf(part, language),
      denies: turnsOf(flattened.slice(start, end), language).denies,
    };
  });
  const sides = findSides(flattened, quantities, language);
  return {
    text,
    flattened,
    language,
    quantities,
    sides,
    names: namesAsFacts(text, language, [...quantities, ...sides]),
    ...turnsOf(flattened, language),
    clauses,
  };
}

/** The clause that holds a place of its statement. */
export function clauseAt(statement: Statement, at: number): ClauseWords | undefined {
  return statement.clauses.findLast(({ start }) => start <= at);
}
