import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../../src/contract/errors.ts';
import type { SurveyEntry } from '../../../src/contract/surveys.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useClient } from '../../engine/client.ts';
import { useEngine } from '../../engine/engine-store.ts';
import { useDay } from '../../i18n/dates.ts';
import { Button } from '../../ui/button.tsx';
import { Loading } from '../../ui/loading.tsx';
import { useErrorText } from '../../ui/use-error-text.ts';
import styles from './start.module.css';

/** Tables listed. */
const LIMIT = 100;

/** The tables made before, newest first. */
export function KeptTables() {
  const { t } = useTranslation('survey');
  const client = useClient();
  const errorText = useErrorText();
  const day = useDay();
  const running = useEngine((state) => state.engine.state === 'running');
  const [turn, setTurn] = useState(0);
  const [surveys, setSurveys] = useState<readonly SurveyEntry[] | null>(null);
  const [error, setError] = useState<ContractError | null>(null);
  useEffect(() => {
    if (!running) return;
    const controller = new AbortController();
    const { signal } = controller;
    const read = async (): Promise<void> => {
      const listed = await client.call('listSurveys', { limit: LIMIT }, { signal });
      if (signal.aborted) return;
      setError(listed.ok ? null : listed.error);
      if (listed.ok) setSurveys(listed.value.surveys);
    };
    void read();
    return () => {
      controller.abort();
    };
  }, [client, running, turn]);

  if (error !== null) {
    return (
      <div role="alert" className={styles['problem']}>
        <p>
          {t('failed')}. {errorText(error)}
        </p>
        <Button
          onClick={() => {
            setTurn((now) => now + 1);
          }}
        >
          {t('again')}
        </Button>
      </div>
    );
  }
  if (surveys === null) return <Loading text={t('loading')} />;
  if (surveys.length === 0) return <p className={styles['meta']}>{t('none')}</p>;
  return (
    <ul className={styles['tables']}>
      {surveys.map(({ id, question, state, created, coverage: { read, failed, inScope } }) => (
        <li key={id}>
          <button
            type="button"
            className={styles['table']}
            onClick={() => {
              useNavigation.getState().go({ kind: 'survey', survey: id });
            }}
          >
            <bdi className={styles['name']}>{question}</bdi>
            <span className={styles['meta']}>
              {state === 'complete'
                ? t(`state.${state}`)
                : `${t(`state.${state}`)}, ${t('progress', { done: read + failed, total: inScope })}`}
            </span>
            <span className={styles['meta']}>{day(created)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
