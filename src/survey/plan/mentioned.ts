import { flat } from '../../answer/facts/flat.ts';
import { conceptsIn } from './concepts.ts';
import {
  AFTER_MENTIONED,
  BEFORE_MENTIONED,
  CONTAINING,
  MENTIONED_BEFORE,
  MENTIONING,
} from './question-words.ts';

const QUOTED = /["“«„]\s*([^"”»“]{1,200}?)\s*["”»“]/u;

/** What a question asks the mentions of, as typed; undefined where it asks something else. */
export function mentionedIn(question: string): string | undefined {
  const flattened = flat(question);
  const before = MENTIONED_BEFORE.map((pattern) => pattern.exec(flattened)).find(
    (found) => found !== null,
  );
  const verb = MENTIONING.exec(flattened);
  const containing = before === undefined && verb === null ? CONTAINING.exec(flattened) : null;
  const active = verb ?? containing;
  if (before === undefined && active === null) return undefined;
  const quoted = QUOTED.exec(question)?.[1];
  if (quoted !== undefined) return quoted;
  if (before !== undefined) {
    const [whole, thing = ''] = before;
    return named(question, before.index + whole.lastIndexOf(thing), thing.length);
  }
  if (active === null) return undefined;
  const start = active.index + active[0].length;
  const rest = flattened.slice(start);
  const mentioned = named(question, start, rest.replace(AFTER_MENTIONED, '').length);
  return containing !== null && conceptsIn(mentioned ?? '').length > 0 ? undefined : mentioned;
}

/** A part of a question without what leads in to a name. */
function named(question: string, start: number, length: number): string | undefined {
  const part = question.slice(start, start + length);
  const lead = BEFORE_MENTIONED.exec(flat(part))?.[0].length ?? 0;
  const text = part.slice(lead).trim();
  return /[\p{L}\p{N}]/u.test(text) ? text : undefined;
}
