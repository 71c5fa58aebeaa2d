import { isRow } from './shapes.ts';
import { flat } from '../../answer/facts/flat.ts';
import { statementOf } from '../../answer/facts/statement.ts';
import { namedCells } from '../../answer/row-in-words.ts';
import type { Evidence } from './evidence.ts';
import { holdsAll } from './held-words.ts';
import type { Sentence } from './sentences.ts';

const STRENGTH = { column: 3, sentence: 2, heading: 1 } as const;

/** Words that say that something is so: "The torque is 22 newton metres." */
const STATING =
  /(?<![\p{L}])(?:is|are|was|were|amounts?|est|sont|etait|s'eleve|ist|sind|betragt|betragen|lautet|lauten|belauft|es|son|asciende|e|sono|ammonta)(?![\p{L}])|:/u;

/** What a sentence or a row states of something named by words; a mere mention states nothing. */
export function statedByWords(words: readonly string[], sentence: Sentence): Evidence[] {
  const { text, heading, header, label, languages } = sentence;
  if (label || words.length === 0) return [];
  if (isRow(text)) return inRow(words, sentence);
  const inText = holdsAll(words, text, languages);
  const around = [heading, header?.text ?? '', text].join('\n');
  if (!inText && !holdsAll(words, around, languages)) return [];
  if (!languages.some((language) => states(text, language))) return [];
  const strength = inText ? STRENGTH.sentence : STRENGTH.heading;
  return [{ sentence, strength, value: undefined, text }];
}

function states(text: string, language: Sentence['languages'][number]): boolean {
  const { quantities } = statementOf(text, language);
  return quantities.length > 0 || STATING.test(flat(text));
}

function inRow(words: readonly string[], sentence: Sentence): Evidence[] {
  const { text, header, languages } = sentence;
  const cells = text.split('\t').map((cell) => cell.trim());
  const [label = ''] = cells;
  const named = header === null ? undefined : namedCells(header.text, text);
  for (const { name, cell } of named ?? []) {
    if (cell === '' || cell === label || !holdsAll(words, name, languages)) continue;
    return [{ sentence, strength: STRENGTH.column, value: undefined, text: `${label}: ${cell}` }];
  }
  if (!holdsAll(words, label, languages)) return [];
  const rest = cells.slice(1).filter((cell) => cell !== '');
  if (rest.length === 0) return [];
  return [
    { sentence, strength: STRENGTH.column, value: undefined, text: `${label}: ${rest.join('; ')}` },
  ];
}
