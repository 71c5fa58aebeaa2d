import { relative, sep } from 'node:path';
import type { Answer } from '../contract/answers.ts';
import type { DocumentEntry, PassageHit, Scope, SearchMode } from '../contract/documents.ts';
import type { EngineRoutes } from '../contract/engine-routes.ts';
import { unwrap } from '../contract/result.ts';
import type { Client } from '../contract/route.ts';
import { holdsSource, quoteShare, QUOTE_SHARE } from './hit.ts';
import type { Outcome } from './judge.ts';
import type { EvaluationQuestion } from './question.ts';

/** Passages asked for, and written, for each question. */
const RETURNED = 20;
/** Passages of a gold document looked through for the gold quote. */
export const GOLD_DEPTH = 200;

/** What is taken out of scope for each question. */
export type Without = 'gold-document' | 'gold-passage' | 'own-language';

export interface EvaluationRun {
  readonly client: Client<EngineRoutes>;
  readonly documentsFolder: string;
  readonly documents: readonly DocumentEntry[];
  readonly questions: readonly EvaluationQuestion[];
  /** The set's own questions; they tell the language of each document. */
  readonly ownQuestions: readonly EvaluationQuestion[];
  readonly mode: SearchMode;
  readonly answers: boolean;
  readonly without: Without | undefined;
  /** The questions belong to another set, so that no document answers them. */
  readonly foreign: boolean;
  readonly signal: AbortSignal;
}

/** One line of the output file. */
export interface EvaluationLine {
  readonly id: string;
  readonly passages: readonly PassageHit[];
  readonly answer?: Answer;
}

/** Path below the set's documents folder, as the gold places name documents. */
export function nameBelow(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/').normalize('NFC');
}

/** The id without its language prefix: `de-17` and `en-17` ask the same thing of translations. */
export function withoutLanguage(id: string): string {
  return id.replace(/^[a-z]{2}-/u, '');
}

/** Asks every question and yields what came back, in the order of the questions. */
export async function* evaluate(
  run: EvaluationRun,
): AsyncGenerator<{ line: EvaluationLine; outcome: Outcome }> {
  const ids = new Map(
    run.documents.map((entry) => [nameBelow(run.documentsFolder, entry.path), entry.id]),
  );
  const languages = new Map(
    run.ownQuestions.flatMap(({ sources, lang }) => sources.map((s) => [s.document, lang])),
  );
  const translations = Map.groupBy(run.ownQuestions, ({ id }) => withoutLanguage(id));
  for (const question of run.questions) {
    run.signal.throwIfAborted();
    const judged =
      run.without === 'own-language'
        ? { ...question, sources: translatedSources(question, translations) }
        : question;
    const scope = await scopeOf(run, question, ids, languages);
    const started = performance.now();
    const found = unwrap(
      await run.client.call('search', {
        words: question.question,
        limit: RETURNED,
        mode: run.mode,
        scope,
        neighbours: true,
        rerank: true,
      }),
    );
    const milliseconds = performance.now() - started;
    const passages = found.passages.map((hit) => rename(run, hit));
    const answer = run.answers ? await ask(run, question, scope) : undefined;
    const expectAbsent =
      run.foreign || question.unanswerable || run.without?.startsWith('gold') === true;
    yield {
      line: { id: question.id, passages, ...(answer === undefined ? {} : { answer }) },
      outcome: {
        question: judged,
        passages,
        milliseconds,
        expectAbsent,
        ...(answer === undefined ? {} : { answer }),
      },
    };
  }
}

async function ask(
  run: EvaluationRun,
  question: EvaluationQuestion,
  scope: Scope,
): Promise<Answer> {
  const answer = unwrap(
    await run.client.stream('ask', { question: question.question, scope }, () => undefined),
  );
  return {
    ...answer,
    citations: answer.citations.map((citation) => rename(run, citation)),
    passages: answer.passages.map((hit) => rename(run, hit)),
  };
}

function rename<T extends { readonly document: string; readonly path: string }>(
  run: EvaluationRun,
  hit: T,
): T {
  return { ...hit, document: nameBelow(run.documentsFolder, hit.path) };
}

function translatedSources(
  question: EvaluationQuestion,
  translations: ReadonlyMap<string, readonly EvaluationQuestion[]>,
): EvaluationQuestion['sources'] {
  const others = translations.get(withoutLanguage(question.id)) ?? [];
  return others.filter(({ lang }) => lang !== question.lang).flatMap(({ sources }) => sources);
}

async function scopeOf(
  run: EvaluationRun,
  question: EvaluationQuestion,
  ids: ReadonlyMap<string, string>,
  languages: ReadonlyMap<string, string>,
): Promise<Scope> {
  const gold = question.sources.flatMap(({ document }) => ids.get(document) ?? []);
  switch (run.without) {
    case undefined:
      return {};
    case 'gold-document':
      return { withoutDocuments: gold };
    case 'own-language':
      return {
        withoutDocuments: [...ids]
          .filter(([name]) => languages.get(name) === question.lang)
          .map(([, id]) => id),
      };
    case 'gold-passage':
      return { withoutPassages: await goldPassages(run, question, gold) };
    default:
      return run.without satisfies never;
  }
}

/** The passages of the gold documents that hold a gold place, whole or in good part. */
async function goldPassages(
  run: EvaluationRun,
  question: EvaluationQuestion,
  documents: string[],
): Promise<string[]> {
  if (documents.length === 0) return [];
  const { passages } = unwrap(
    await run.client.call('search', {
      words: wordsOfGold(question),
      limit: GOLD_DEPTH,
      scope: { documents },
    }),
  );
  return holdingGold(
    passages.map((hit) => rename(run, hit)),
    question,
  );
}

/** What the passages that hold the gold places of a question are searched for by. */
export function wordsOfGold({ question, sources }: EvaluationQuestion): string {
  return [question, ...sources.map(({ quote }) => quote ?? '')].join(' ').slice(0, 4000);
}

/** Of passages, named as the set names them, those that hold a gold place, whole or in good part. */
export function holdingGold(
  passages: readonly PassageHit[],
  { sources }: EvaluationQuestion,
): string[] {
  return passages
    .filter((hit) =>
      sources.some(
        (source) =>
          hit.document === source.document &&
          (holdsSource(source, [hit]) ||
            quoteShare(source.quote ?? '', [hit.text]) >= QUOTE_SHARE / 2),
      ),
    )
    .map(({ passage }) => passage);
}
