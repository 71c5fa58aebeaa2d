import { z } from 'zod';
import { surveyKind, type SurveyColumn } from '../../contract/surveys.ts';

const name = z.string();
/** Words that must stand beside a field's name, as typed. */
const beside = z.array(z.string());

/** How the cells of one column are found. */
export const planColumn = z.discriminatedUnion('how', [
  /** By the names a concept has in each language, and a value of its kind. */
  z.strictObject({ how: z.literal('concept'), name, concept: z.string(), beside }),
  /** By a concept's date that must lie in a range, ISO 8601, both ends included. */
  z.strictObject({
    how: z.literal('condition'),
    name,
    concept: z.string(),
    from: z.string(),
    to: z.string(),
  }),
  /** By the words themselves. */
  z.strictObject({ how: z.literal('words'), name, words: z.string() }),
  /** By asking each document the question. */
  z.strictObject({ how: z.literal('question'), name }),
  z.strictObject({ how: z.literal('mentions'), name }),
  z.strictObject({ how: z.literal('summary'), name }),
  z.strictObject({ how: z.literal('before'), name }),
  z.strictObject({ how: z.literal('after'), name }),
]);
export type PlanColumn = z.infer<typeof planColumn>;

/** What is to be looked for in each document. */
export const plan = z.strictObject({
  kind: surveyKind,
  /** Of the question, ISO 639-1 or `und`. */
  language: z.string(),
  columns: z.array(planColumn).min(1).max(20),
});
export type Plan = z.infer<typeof plan>;

/** The columns as doors show them. */
export function columnsOf({ columns }: Plan): SurveyColumn[] {
  return columns.map(({ how, name: shown }): SurveyColumn => {
    switch (how) {
      case 'concept':
      case 'words':
      case 'question':
        return { role: 'field', name: shown };
      case 'condition':
      case 'mentions':
      case 'summary':
      case 'before':
      case 'after':
        return { role: how, name: shown };
      default:
        return how satisfies never;
    }
  });
}
