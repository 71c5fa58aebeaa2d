import { isFactLanguage } from '../../answer/facts/fact.ts';
import { statedOf } from '../read/by-concept.ts';
import { sentencesOf, type ReadableStore } from '../read/sentences.ts';
import { concepts } from './concepts.ts';
import type { Plan, PlanColumn } from './plan.ts';

/**
 * Columns for two documents side by side: what at least one of them states, and what each is about.
 *
 * @throws CarrelFailure `cancelled`.
 */
export async function compareColumns(
  store: ReadableStore,
  plan: Plan,
  documents: readonly number[],
  signal: AbortSignal,
): Promise<Plan> {
  const named = plan.columns.filter(({ how }) => how === 'concept');
  if (named.length > 0) return { ...plan, columns: named };
  const stated = new Set<string>();
  for (const document of documents) {
    for await (const sentence of sentencesOf(store, document, signal)) {
      for (const concept of concepts) {
        if (concept.wide || stated.has(concept.id)) continue;
        if (statedOf(concept, [], sentence).some(({ strength }) => strength > 1)) {
          stated.add(concept.id);
        }
      }
    }
  }
  const language = isFactLanguage(plan.language) ? plan.language : 'en';
  const columns = concepts
    .filter(({ id }) => stated.has(id))
    .map(({ id, labels }): PlanColumn => ({
      how: 'concept',
      name: labels[language],
      concept: id,
      beside: [],
    }));
  return { ...plan, columns: [...columns, { how: 'summary', name: '' }] };
}
