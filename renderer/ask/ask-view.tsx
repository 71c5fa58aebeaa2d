import { useEffect } from 'react';
import { useClient } from '../engine/client.ts';
import { useEngine } from '../engine/engine-store.ts';
import { FirstRun } from '../first-run/first-run.tsx';
import { useDelayed } from '../ui/use-delayed.ts';
import { Conversation } from './answer/conversation.tsx';
import styles from './ask-view.module.css';
import { AskField } from './field/ask-field.tsx';
import { openConversation } from './session/asking.ts';
import { keyOf, useSessions } from './session/session-store.ts';
import { Start } from './start/start.tsx';

/** The one field that searches and asks, with the answers below it. */
export function AskView({ conversation }: { readonly conversation: string | null }) {
  const client = useClient();
  const running = useEngine((state) => state.engine.state === 'running');
  const sessionKey = useSessions(({ sessions }) =>
    conversation === null ? null : keyOf(sessions, conversation),
  );
  useEffect(() => {
    if (conversation !== null && running) void openConversation(client, conversation);
  }, [client, conversation, running]);
  const documents = useEngine((state) => state.library?.documents);
  const slow = useDelayed(documents === undefined);
  const empty = conversation === null && documents === 0;
  // Whether there are documents is known in a moment; the field does not flash up before.
  if (conversation === null && documents === undefined && !slow) {
    return <section className={styles['view']} />;
  }
  return (
    <section className={styles['view']}>
      {empty ? <FirstRun /> : <AskField />}
      {empty ? null : sessionKey === null ? (
        <Start />
      ) : (
        <Conversation key={sessionKey} sessionKey={sessionKey} />
      )}
    </section>
  );
}
