import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../app/navigation.ts';
import { useClient } from '../../engine/client.ts';
import { useEngine } from '../../engine/engine-store.ts';
import { classes } from '../../ui/classes.ts';
import { useSessions } from '../session/session-store.ts';
import { readRecent, useHistory } from './history-store.ts';
import styles from './recent-questions.module.css';

/** The newest questions, for the sidebar. */
export function RecentQuestions() {
  const { t } = useTranslation('ask');
  const client = useClient();
  const running = useEngine((state) => state.engine.state === 'running');
  const revision = useHistory((state) => state.revision);
  const recent = useHistory((state) => state.recent);
  useEffect(() => {
    const controller = new AbortController();
    if (running) void readRecent(client, controller.signal);
    return () => {
      controller.abort();
    };
  }, [client, running, revision]);
  if (recent === null || recent.length === 0) return null;
  return (
    <section>
      <h2 className={styles['heading']}>{t('history.recent')}</h2>
      <ul>
        {recent.map(({ id, title }) => (
          <li key={id}>
            <RecentQuestion id={id} title={title} />
          </li>
        ))}
      </ul>
      <AllQuestions />
    </section>
  );
}

function RecentQuestion({ id, title }: { readonly id: string; readonly title: string }) {
  const shown = useNavigation(({ view }) => (view.kind === 'ask' ? view.conversation : null));
  const shownId = useSessions(({ sessions }) =>
    shown === null ? null : (sessions.get(shown)?.conversation ?? shown),
  );
  return (
    <button
      type="button"
      className={styles['question']}
      aria-current={shownId === id ? 'page' : undefined}
      title={title}
      onClick={() => {
        useNavigation.getState().go({ kind: 'ask', conversation: id });
      }}
    >
      <bdi>{title}</bdi>
    </button>
  );
}

function AllQuestions() {
  const { t } = useTranslation('ask');
  const current = useNavigation(({ view }) => view.kind === 'history');
  return (
    <button
      type="button"
      className={classes(styles['question'], styles['all'])}
      aria-current={current ? 'page' : undefined}
      onClick={() => {
        useNavigation.getState().go({ kind: 'history' });
      }}
    >
      {t('history.all')}
    </button>
  );
}
