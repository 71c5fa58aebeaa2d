import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../engine/client.ts';
import { useEngine } from '../engine/engine-store.ts';
import { useRevision } from '../engine/use-revision.ts';
import { FirstRun } from '../first-run/first-run.tsx';
import { useDelayed } from '../ui/use-delayed.ts';
import { Conversation } from './answer/conversation.tsx';
import styles from './ask-view.module.css';
import { AskField } from './field/ask-field.tsx';
import { openConversation } from './session/asking.ts';
import { keyOf, useSessions } from './session/session-store.ts';
import { Start } from './start/start.tsx';

/** A conversation is held against a library that keeps changing once in so many milliseconds. */
const AGAIN_MS = 3000;

/** The one field that searches and asks, with the answers below it. */
export function AskView({ conversation }: { readonly conversation: string | null }) {
  const { t } = useTranslation('app');
  const client = useClient();
  const running = useEngine((state) => state.engine.state === 'running');
  const sessionKey = useSessions(({ sessions }) =>
    conversation === null ? null : keyOf(sessions, conversation),
  );
  // Places move, and what quotes an erased document goes, while the answer is on the screen.
  const revision = useRevision(AGAIN_MS);
  useEffect(() => {
    if (conversation !== null && running) void openConversation(client, conversation);
  }, [client, conversation, running, revision]);
  const documents = useEngine((state) => state.library?.documents);
  const slow = useDelayed(documents === undefined);
  const empty = conversation === null && documents === 0;
  // Whether there are documents is known in a moment; the field does not flash up before.
  if (conversation === null && documents === undefined && !slow) {
    return <section className={styles['view']} />;
  }
  return (
    <section className={styles['view']}>
      {empty ? null : <h1 className="visually-hidden">{t('sidebar.ask')}</h1>}
      {empty ? <FirstRun /> : <AskField />}
      {empty ? null : sessionKey === null ? (
        <Start />
      ) : (
        <Conversation key={sessionKey} sessionKey={sessionKey} />
      )}
    </section>
  );
}
