/** A question is taken apart into at most this many. */
const MOST_PARTS = 3;

/** Words that a further question begins with after "and", by language. */
const ASKING = [
  'who|whom|whose|what|when|where|which|why|how|is|are|does|do|did|can|may|must',
  'qui|que|quoi|quand|où|quel(?:le)?s?|pourquoi|comment|combien|à qui|de qui|est-ce',
  'wer|wen|wem|wessen|was|wann|wo|wohin|woher|welche[rsnm]?|warum|wieso|wie|wieviel|ist|sind|darf|muss|kann',
  'quién(?:es)?|qué|cuándo|dónde|cuál(?:es)?|cómo|cuánt[oa]s?',
  'chi|cosa|quando|dove|quale|quali|perché|come|quant[oaie]',
].join('|');

const BETWEEN = new RegExp(
  `(?<=\\?)\\s+|,?\\s+(?:and|et|und|y|e)\\s+(?=(?:${ASKING})(?![\\p{L}\\p{N}]))`,
  'iu',
);

/**
 * The questions asked in one: "How long does it run and what is the rent?" asks two. One that asks
 * a single thing is given back whole.
 */
export function partsOf(question: string): string[] {
  const parts = question
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter((part) => /\p{L}/u.test(part));
  return parts.length < 2 || parts.length > MOST_PARTS ? [question] : parts;
}
