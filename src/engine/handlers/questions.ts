import type { Question } from '../../answer/answerer.ts';
import type { Answer, AnswerChunk } from '../../contract/answers.ts';
import type { Scope } from '../../contract/documents.ts';
import type { engineRoutes } from '../../contract/engine-routes.ts';
import { CarrelFailure } from '../../contract/errors.ts';
import type { Handlers } from '../../contract/route.ts';
import { collectionAsked } from '../../answer/catalogue/collection-question.ts';
import { completeQuestion } from '../../answer/follow-up.ts';
import { answerFromCatalogue } from '../catalogue-answer.ts';
import { keepAnswer } from '../kept-answer.ts';
import { ifUsable } from '../model-service.ts';
import type { Services } from '../services.ts';

type QuestionHandlers = Pick<Handlers<typeof engineRoutes>, 'search' | 'ask'>;

/** Handlers of searching and answering. */
export function questionHandlers({
  store,
  retriever,
  answerer,
  settings,
  models,
  energy,
}: Services): QuestionHandlers {
  // A mistyped name would otherwise read as "not in your documents".
  const refuseUnknown = ({ collection }: Scope): void => {
    if (collection === undefined || store.library.hasCollection(collection)) return;
    throw new CarrelFailure(
      'not-found',
      `No collection is named "${collection}". \`carrel list\` shows each document's collection.`,
      { collection },
    );
  };

  const modelsInUse = async () => ({
    write: (await ifUsable(models.writer()))?.spec.id ?? '',
    quote: (await ifUsable(models.embedder()))?.id ?? 'words only',
  });

  const answer = async (
    asked: Question,
    emit: (chunk: AnswerChunk) => Promise<void>,
  ): Promise<Answer> => {
    const metered = await energy.ofQuestion(() => answerer.ask(asked, emit));
    return { ...metered.value, energy: metered.energy };
  };

  return {
    async search({ words, limit, mode, scope, neighbours, rerank }, { signal }) {
      refuseUnknown(scope);
      const { hits, coverage, milliseconds, fallback } = await retriever.search({
        words,
        limit,
        mode,
        scope,
        neighbours,
        rerank,
        signal,
      });
      return { passages: hits, coverage, milliseconds, fallback };
    },

    async ask({ question, mode, length, scope, limit, conversation }, { signal, emit }) {
      refuseUnknown(scope);
      const { conversations } = store;
      const before =
        conversation === undefined || conversation === 'new'
          ? []
          : conversations.questions(conversation);
      const { answerMode, answerLength } = settings.read();
      const collection = collectionAsked(before, question, new Date());
      const asked = {
        ...completeQuestion(before, question),
        mode: mode ?? (answerMode === 'auto' ? undefined : answerMode),
        length: length ?? answerLength,
        scope,
        limit,
        signal,
      };
      const work = async (shown: typeof emit): Promise<Answer> =>
        collection === undefined
          ? await answer(asked, shown)
          : answerFromCatalogue(store, collection, scope);
      if (conversation === undefined) {
        return { ...(await work(emit)), conversation: null, message: null };
      }
      const message = { conversation, question, scope, mode };
      const asking = { emit, signal, models: modelsInUse };
      return await keepAnswer(conversations, message, asking, work);
    },
  };
}
