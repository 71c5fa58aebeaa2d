import { create } from 'zustand';
import type { ContractError } from '../../../src/contract/errors.ts';
import type { Exchange } from './exchange.ts';

/** A conversation on the page: one under way, or a stored one. */
export interface Session {
  /** Its id in the store; null before its first answer was kept. */
  readonly conversation: string | null;
  readonly title: string;
  readonly loading: boolean;
  readonly error: ContractError | null;
  readonly exchanges: readonly Exchange[];
}

interface Sessions {
  /** By the stored conversation's id, or by the page's key for one that was asked here. */
  readonly sessions: ReadonlyMap<string, Session>;
}

/** Conversations kept in the page's memory; those used longest ago are read again when needed. */
const MAX_SESSIONS = 20;

/** The conversations that are open on this page. */
export const useSessions = create<Sessions>()(() => ({ sessions: new Map() }));

/** Puts a session in place, as the one used last. */
export function putSession(key: string, session: Session): void {
  useSessions.setState(({ sessions }) => {
    const next = new Map(sessions);
    next.delete(key);
    next.set(key, session);
    for (const [oldest, { exchanges }] of next) {
      if (next.size <= MAX_SESSIONS) break;
      if (!exchanges.some(isUnderWay)) next.delete(oldest);
    }
    return { sessions: next };
  });
}

/** Changes a session, if it is still there. */
export function changeSession(key: string, change: (now: Session) => Session): void {
  useSessions.setState(({ sessions }) => {
    const now = sessions.get(key);
    return now === undefined ? {} : { sessions: new Map(sessions).set(key, change(now)) };
  });
}

/** Changes one exchange of a session, if both are still there. */
export function changeExchange(
  key: string,
  exchange: string,
  change: (now: Exchange) => Exchange,
): void {
  changeSession(key, (session) => ({
    ...session,
    exchanges: session.exchanges.map((each) => (each.key === exchange ? change(each) : each)),
  }));
}

/** Forgets a stored conversation, by its id. */
export function dropConversation(conversation: string): void {
  useSessions.setState(({ sessions }) => ({
    sessions: new Map(
      [...sessions].filter(
        ([key, each]) => key !== conversation && each.conversation !== conversation,
      ),
    ),
  }));
}

/** The key of the session that holds a conversation. */
export function keyOf(sessions: ReadonlyMap<string, Session>, conversation: string): string {
  if (sessions.has(conversation)) return conversation;
  for (const [key, session] of sessions) {
    if (session.conversation === conversation) return key;
  }
  return conversation;
}

/** The answer is still being made. */
export function isUnderWay({ state }: Exchange): boolean {
  return state === 'looking' || state === 'answering';
}
