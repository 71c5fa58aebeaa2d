import { flat } from '../../answer/facts/flat.ts';
import { AFTER_MENTIONED, BEFORE_MENTIONED, GERMAN_PASSIVE, MENTIONING } from './question-words.ts';

const QUOTED = /["“«„]\s*([^"”»“]{1,200}?)\s*["”»“]/u;

/** What a question asks the mentions of, as typed; undefined where it asks something else. */
export function mentionedIn(question: string): string | undefined {
  const flattened = flat(question);
  const passive = GERMAN_PASSIVE.exec(flattened);
  const active = MENTIONING.exec(flattened);
  if (passive === null && active === null) return undefined;
  const quoted = QUOTED.exec(question)?.[1];
  if (quoted !== undefined) return quoted;
  if (passive !== null)
    return named(
      question,
      passive.index + passive[0].indexOf(passive[1] ?? ''),
      (passive[1] ?? '').length,
    );
  if (active === null) return undefined;
  let start = active.index + active[0].length;
  start += BEFORE_MENTIONED.exec(flattened.slice(start))?.[0].length ?? 0;
  const rest = flattened.slice(start);
  return named(question, start, rest.replace(AFTER_MENTIONED, '').length);
}

function named(question: string, start: number, length: number): string | undefined {
  const text = question.slice(start, start + length).trim();
  return /[\p{L}\p{N}]/u.test(text) ? text : undefined;
}
