import { fileURLToPath } from 'node:url';
import type { ModelSpec } from '../../src/inference/routes.ts';

/** One measured figure. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

const file = (name: string) =>
  fileURLToPath(new URL(`../../resources/models/${name}.gguf`, import.meta.url));

/** The tiny profile's embedder, as set-up places it. */
export const benchEmbedder: ModelSpec = {
  id: 'multilingual-e5-small',
  variant: 'q4_0',
  role: 'embed',
  file: file('multilingual-e5-small--q4_0'),
  context: 512,
  queryPrefix: 'query: ',
  passagePrefix: 'passage: ',
  normalisation: 'nfkc',
  reasoning: false,
};

/** The tiny profile's answering model. */
export const benchAnswerer: ModelSpec = {
  id: 'smollm2-135m-instruct',
  variant: 'q4_1',
  role: 'answer',
  file: file('smollm2-135m-instruct--q4_1'),
  context: 8192,
  queryPrefix: '',
  passagePrefix: '',
  normalisation: 'none',
  reasoning: false,
};

const sentences = [
  'The boiler room is inspected every autumn before the heating season begins.',
  'Requests for unpaid leave are sent to the personnel office four weeks ahead.',
  'Le contrat de bail prend fin le dernier jour ouvrable du trimestre.',
  'Reisekosten werden innerhalb von dreißig Tagen nach Vorlage der Belege erstattet.',
  'Pump number 7 moves 240 litres a minute at a head of 18 metres.',
  'Every delivery is weighed at the gate and booked under its order number.',
];

/** Text of about `words` words that differs with `seed`. */
export function benchText(words: number, seed: number): string {
  const parts = [`Note ${seed}.`];
  for (let at = seed, count = 2; count < words; at++) {
    const sentence = sentences[at % sentences.length] ?? '';
    // No two passages may be the same: a text is embedded once.
    parts.push(sentence.replace(/\.$/u, `, case ${seed}/${at}.`));
    count += sentence.split(' ').length;
  }
  return parts.join(' ');
}

/** The middle value: one slow moment of a busy machine does not move it. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
