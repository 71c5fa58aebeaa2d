import { z } from 'zod';
import { span, type Span } from '../../contract/place.ts';
import { stem, wordsOf } from '../../language/stem.ts';
import type { Database } from '../database.ts';
import { json, number } from '../row.ts';
import type { Condition } from './browse.ts';
import type { FindTerm } from './find-query.ts';
import { fold } from './fold.ts';

/** Passages looked at for one search; the best of them are kept. */
const MAX_ROWS = 4000;
/** A stem is at most so much shorter than the word that is being typed. */
const MAX_ENDING = 6;
const MIN_STEM = 3;
const spans = z.array(span);

/** A passage whose stems agree with the terms; whether the words do is seen in its page. */
export interface Candidate {
  readonly content: number;
  readonly spans: readonly Span[];
  readonly score: number;
}

/**
 * An FTS5 expression that every passage with the terms meets: all their words' stems, in any of the
 * languages. Every stem is quoted, so that no word is an operator. Empty when none can be looked up.
 */
export function expressionOf(terms: readonly FindTerm[], languages: readonly string[]): string {
  const groups = new Set<string>();
  for (const term of terms) {
    const words = [...wordsOf(term.raw)];
    for (const [index, { word, number: isNumber }] of words.entries()) {
      const alternatives = new Set(
        isNumber ? [quote(word)] : languages.map((language) => quote(stem(word, language))),
      );
      alternatives.add(quote(fold(word)));
      if (term.open && index === words.length - 1) {
        for (const each of beginningsOf(fold(word))) alternatives.add(each);
      }
      groups.add(`body : (${[...alternatives].join(' OR ')})`);
    }
  }
  return [...groups].join(' AND ');
}

/** A word that is being typed: anything that goes on from it, and what its stem may be. */
function* beginningsOf(word: string): Generator<string> {
  yield `${quote(word)} *`;
  for (let length = word.length - 1; length >= MIN_STEM; length -= 1) {
    if (word.length - length > MAX_ENDING) return;
    yield quote(word.slice(0, length));
  }
}

function quote(term: string): string {
  return `"${term.replaceAll('"', '')}"`;
}

/** Passages that meet an expression in documents that pass the conditions, best first. */
export function candidatesOf(
  database: Database,
  expression: string,
  conditions: readonly Condition[],
  deadline: number,
): Candidate[] {
  const visible = ['document IN (SELECT id FROM documents WHERE content_id = p.content_id)'];
  for (const { sql } of conditions) visible.push(sql);
  const rows = database.iterate(
    `SELECT p.content_id, p.spans, bm25(words) AS score,
       EXISTS (SELECT 1 FROM library WHERE ${visible.join(' AND ')}) AS visible
     FROM words w CROSS JOIN passages p ON p.id = w.rowid WHERE words MATCH ?`,
    ...conditions.flatMap(({ parameters }) => parameters),
    expression,
  );
  const found: Candidate[] = [];
  for (const row of rows) {
    // Those out of sight come too, so that the clock is looked at however many there are.
    if (performance.now() > deadline) break;
    if (row['visible'] !== 1) continue;
    found.push({
      content: number(row, 'content_id'),
      spans: json(row, 'spans', spans),
      score: -number(row, 'score'),
    });
    if (found.length >= MAX_ROWS) break;
  }
  return found.sort((a, b) => b.score - a.score);
}
