import { z } from 'zod';
import { CarrelFailure } from '../contract/errors.ts';

/** A gold place. Where `page` is given the page alone decides, else the quote. */
export const goldSource = z.object({
  document: z.string(),
  page: z.number().int().min(1).optional(),
  quote: z.string().optional(),
});
export type GoldSource = z.infer<typeof goldSource>;

/** One line of an evaluation set's questions.jsonl. */
export const evaluationQuestion = z.object({
  id: z.string(),
  lang: z.string(),
  question: z.string().min(1),
  answers: z.array(z.string()).default([]),
  unanswerable: z.boolean().default(false),
  sources: z.array(goldSource).default([]),
});
export type EvaluationQuestion = z.infer<typeof evaluationQuestion>;

/**
 * Reads questions, one JSON object a line.
 *
 * @throws CarrelFailure `invalid-input` naming the first bad line.
 */
export function parseQuestions(text: string): EvaluationQuestion[] {
  return text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => {
      try {
        return evaluationQuestion.parse(JSON.parse(line));
      } catch (cause) {
        throw new CarrelFailure(
          'invalid-input',
          `Line ${number} of the questions is not a question in JSON. See docs/evaluation.md for the format.`,
          { line: number },
          { cause },
        );
      }
    });
}
