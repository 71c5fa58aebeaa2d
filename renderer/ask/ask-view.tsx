import { useEffect } from 'react';
import { useClient } from '../engine/client.ts';
import { useEngine } from '../engine/engine-store.ts';
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
  return (
    <section className={styles['view']}>
      <AskField />
      {sessionKey === null ? <Start /> : <Conversation key={sessionKey} sessionKey={sessionKey} />}
    </section>
  );
}
