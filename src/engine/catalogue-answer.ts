import type { CollectionQuestion } from '../answer/catalogue/collection-question.ts';
import type { Days } from '../answer/catalogue/times.ts';
import { kinds } from '../answer/catalogue/vocabulary.ts';
import type { Answer } from '../contract/answers.ts';
import type { Scope } from '../contract/documents.ts';
import type { Census } from '../store/library/types.ts';
import type { Store } from '../store/types/store.ts';
import { labelsOf, type Labels } from './export/labels.ts';

/** Documents named in one answer. */
const NAMED = 50;

/** Answers a question about the collection from the catalogue, in the question's language. */
export function answerFromCatalogue(
  store: Pick<Store, 'library' | 'coverage'>,
  asked: CollectionQuestion,
  scope: Scope,
): Answer {
  const started = performance.now();
  const census = store.library.census(scope, {
    types: asked.kinds.flatMap((kind) => kinds[kind]),
    from: asked.changed?.from,
    to: asked.changed?.to,
    unread: asked.unread,
    order: asked.order,
    limit: NAMED,
  });
  const documents = store.library.entries(census.ids).map(({ id, document, path, modified }) => ({
    documentId: id,
    document,
    path,
    modified,
  }));
  return {
    verdict: 'answered',
    found: true,
    mode: 'quote',
    fallback: null,
    coverage: store.coverage(scope),
    answer: inWords(labelsOf(asked.language), asked, census),
    sentences: [],
    citations: [],
    passages: [],
    catalogue: { asks: asked.asks, total: census.total, documents },
    model: '',
    timings: { retrieveMs: 0, firstTokenMs: null, totalMs: performance.now() - started },
    energy: null,
  };
}

/** "12 documents, of 430 in all; type: PDF; last changed from 1 January to 31 December 2023." */
function inWords(labels: Labels, asked: CollectionQuestion, census: Census): string {
  const { say, number } = labels;
  const { total, inScope } = census;
  const plural = new Intl.PluralRules(asked.language).select(total) === 'one' ? 'one' : 'other';
  const count =
    total === 0 ? say('catalogue-none') : say(`catalogue-${plural}`, { count: number(total) });
  const narrowed = asked.kinds.length > 0 || asked.changed !== undefined || asked.unread;
  const parts = [
    narrowed ? `${count} ${say('catalogue-in-all', { total: number(inScope) })}` : count,
    ...typesIn(labels, asked, census),
    ...timesIn(labels, asked.changed ?? spanOf(census)),
    ...(asked.unread ? [say('catalogue-unread')] : []),
    ...(total > NAMED ? [say('catalogue-first', { count: NAMED })] : []),
  ];
  return `${parts.join('; ')}.`;
}

/** The types asked for; else those that there are, each with its count. */
function typesIn(labels: Labels, asked: CollectionQuestion, { byType }: Census): string[] {
  const { say, number } = labels;
  const wanted = asked.kinds.map((kind) => (kinds[kind][0] ?? kind).toUpperCase());
  const found = byType.map(
    ({ type, documents }) => `${type.toUpperCase() || '?'} ${number(documents)}`,
  );
  const types = found.length > 0 ? found : wanted;
  return types.length === 0 ? [] : [say('catalogue-types', { types: types.join(', ') })];
}

/** The days between which the files were last changed. */
const spanOf = ({ oldest, newest }: Census): Days | undefined =>
  oldest === null || newest === null
    ? undefined
    : { from: new Date(oldest), to: new Date(newest + 1) };

function timesIn({ say, day }: Labels, days: Days | undefined): string[] {
  const from = days?.from === undefined ? undefined : day(days.from);
  // The end is the first instant that is no longer meant.
  const to = days?.to === undefined ? undefined : day(new Date(days.to.getTime() - 1));
  if (from !== undefined && from === to) return [say('catalogue-on', { day: from })];
  if (from !== undefined && to !== undefined) return [say('catalogue-between', { from, to })];
  if (from !== undefined) return [say('catalogue-since', { from })];
  return to === undefined ? [] : [say('catalogue-until', { to })];
}
