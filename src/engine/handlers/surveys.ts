import type { surveyRoutes } from '../../contract/surveys.ts';
import { CarrelFailure } from '../../contract/errors.ts';
import type { Handlers } from '../../contract/route.ts';
import { exportSurvey } from '../export/survey.ts';
import { setTimeout as delay } from 'node:timers/promises';
import type { Services } from '../services.ts';

/** Least time between two reports of progress, in milliseconds. */
const REPORT_MS = 250;

/** Handlers of the questions over everything. */
export function surveyHandlers({ store, surveys }: Services): Handlers<typeof surveyRoutes> {
  const { surveys: kept } = store;
  return {
    async startSurvey({ question, scope, fields }, { signal }) {
      const { collection } = scope;
      if (collection !== undefined && !store.library.hasCollection(collection)) {
        throw new CarrelFailure('not-found', `No collection is named "${collection}".`, {
          collection,
        });
      }
      return await surveys.start({ question, scope, fields }, signal);
    },
    async listSurveys({ limit }) {
      return { surveys: kept.list(limit).map((one) => surveys.entry(one)) };
    },
    async followSurvey({ id }, { signal, emit }) {
      let changed = Promise.withResolvers<undefined>();
      const end = surveys.onChange(id, () => {
        changed.resolve(undefined);
      });
      const stop = (): void => {
        changed.resolve(undefined);
      };
      signal.addEventListener('abort', stop);
      try {
        for (;;) {
          changed = Promise.withResolvers();
          const entry = surveys.entry(kept.read(id));
          await emit(entry);
          if (entry.state === 'complete' || entry.state === 'cancelled') return entry;
          await changed.promise;
          if (signal.aborted) throw new CarrelFailure('cancelled', 'The following was stopped.');
          await delay(REPORT_MS);
        }
      } finally {
        signal.removeEventListener('abort', stop);
        end();
      }
    },
    async readSurvey({ id, ...query }) {
      const { rows, total } = kept.rows(id, query);
      return { survey: surveys.entry(kept.read(id)), rows, total };
    },
    async controlSurvey({ id, action }) {
      return surveys.control(id, action);
    },
    async deleteSurvey({ id }) {
      surveys.delete(id);
      return {};
    },
    async exportSurvey({ id, format, language }, { emit }) {
      const survey = surveys.entry(kept.read(id));
      const read = (offset: number) => kept.rows(id, { offset, limit: 200, show: 'all' });
      const { parts, ...file } = exportSurvey(survey, read, { format, language });
      for await (const bytes of parts) await emit({ bytes: bytes.toString('base64') });
      return { ...file, rows: read(0).total };
    },
  };
}
