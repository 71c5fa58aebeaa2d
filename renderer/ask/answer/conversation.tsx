import { CircleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../../engine/client.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useEscape } from '../../ui/escape.ts';
import { useDelayed } from '../../ui/use-delayed.ts';
import { useErrorText } from '../../ui/use-error-text.ts';
import { openConversation, stop } from '../session/asking.ts';
import { isAskedHere } from '../session/exchange.ts';
import {
  dropConversation,
  isUnderWay,
  useSessions,
  type Session,
} from '../session/session-store.ts';
import styles from './conversation.module.css';
import { ExchangeView } from './exchange-view.tsx';
import { FollowUp } from './follow-up.tsx';

/** The questions and answers of one conversation, the newest last. */
export function Conversation({ sessionKey }: { readonly sessionKey: string }) {
  const session = useSessions(({ sessions }) => sessions.get(sessionKey));
  const underWay = session?.exchanges.find(isUnderWay);
  useEscape(underWay !== undefined, () => {
    if (underWay !== undefined) stop(underWay.key);
  });
  const late = useDelayed(session === undefined || session.loading);
  const { t } = useTranslation('ask');
  if (session === undefined || session.loading) {
    return late ? <p className={styles['loading']}>{t('answer.loading')}</p> : null;
  }
  if (session.error !== null) return <LoadFailed sessionKey={sessionKey} error={session.error} />;
  return <Exchanges sessionKey={sessionKey} session={session} busy={underWay !== undefined} />;
}

function Exchanges({
  sessionKey,
  session: { exchanges, conversation },
  busy,
}: {
  readonly sessionKey: string;
  readonly session: Session;
  readonly busy: boolean;
}) {
  const list = useRef<HTMLDivElement>(null);
  const count = useRef(exchanges.length);
  const last = exchanges.at(-1);
  useEffect(() => {
    // A question that was just asked comes to the top; opening a conversation moves nothing.
    if (exchanges.length > count.current) showNewest(list.current);
    count.current = exchanges.length;
  }, [exchanges.length]);
  return (
    <>
      <div
        className={styles['exchanges']}
        data-asked={last !== undefined && isAskedHere(last)}
        ref={list}
      >
        {exchanges.map((exchange) => (
          <ExchangeView
            key={exchange.key}
            sessionKey={sessionKey}
            conversation={conversation}
            exchange={exchange}
            busy={busy}
          />
        ))}
      </div>
      {last === undefined ? null : (
        <FollowUp sessionKey={sessionKey} scope={last.scope} busy={busy} />
      )}
    </>
  );
}

/** Brings the newest question to the top; the focus moves there unless one is typing. */
function showNewest(list: HTMLElement | null): void {
  const newest = list?.lastElementChild;
  newest?.scrollIntoView({ block: 'start' });
  const focused = document.activeElement;
  const lost = focused === document.body || list?.contains(focused) === true;
  if (lost && newest instanceof HTMLElement) newest.focus({ preventScroll: true });
}

function LoadFailed({
  sessionKey,
  error,
}: {
  readonly sessionKey: string;
  readonly error: NonNullable<Session['error']>;
}) {
  const { t } = useTranslation('ask');
  const client = useClient();
  const errorText = useErrorText();
  return (
    <EmptyState
      icon={<CircleAlert size={32} aria-hidden />}
      title={t('answer.load-failed')}
      actions={
        <Button
          onClick={() => {
            dropConversation(sessionKey);
            void openConversation(client, sessionKey);
          }}
        >
          {t('app:failed.again')}
        </Button>
      }
    >
      <p>{errorText(error)}</p>
    </EmptyState>
  );
}
