import type { engineRoutes } from '../../contract/engine-routes.ts';
import type { Handlers } from '../../contract/route.ts';
import type { Services } from '../services.ts';

type QuestionHandlers = Pick<Handlers<typeof engineRoutes>, 'search' | 'ask'>;

/** Handlers of searching and answering. */
export function questionHandlers({ retriever, answerer }: Services): QuestionHandlers {
  return {
    async search({ words, limit, mode, scope }, { signal }) {
      const { hits, coverage, milliseconds, fallback } = await retriever.search({
        words,
        limit,
        mode,
        scope,
        signal,
      });
      return { passages: hits, coverage, milliseconds, fallback };
    },

    async ask({ question, mode, scope, limit }, { signal, emit }) {
      return await answerer.ask({ question, mode, scope, limit, signal }, emit);
    },
  };
}
