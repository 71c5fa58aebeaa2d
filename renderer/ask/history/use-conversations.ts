import { useCallback, useEffect, useState } from 'react';
import type { ConversationEntry } from '../../../src/contract/conversations.ts';
import type { ContractError } from '../../../src/contract/errors.ts';
import { useClient } from '../../engine/client.ts';
import { useEngine } from '../../engine/engine-store.ts';
import { useHistory } from './history-store.ts';

interface Found {
  /** Null until they were read once. */
  readonly conversations: readonly ConversationEntry[] | null;
  readonly error: ContractError | null;
}

interface Conversations extends Found {
  readonly again: () => void;
}

const REST_MS = 80;
const LIMIT = 500;

/** Conversations whose title, questions or answers hold the words; all without words. */
export function useConversations(find: string): Conversations {
  const client = useClient();
  const running = useEngine((state) => state.engine.state === 'running');
  const revision = useHistory((state) => state.revision);
  const [turn, setTurn] = useState(0);
  const [found, setFound] = useState<Found>({ conversations: null, error: null });
  useEffect(() => {
    if (!running) return;
    const controller = new AbortController();
    const { signal } = controller;
    const read = async (): Promise<void> => {
      const input = { limit: LIMIT, ...(find === '' ? {} : { find }) };
      const listed = await client.call('listConversations', input, { signal });
      if (listed.ok) setFound({ conversations: listed.value.conversations, error: null });
      else if (!signal.aborted) setFound({ conversations: null, error: listed.error });
    };
    const timer = setTimeout(() => void read(), find === '' ? 0 : REST_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [client, running, find, revision, turn]);
  const again = useCallback(() => {
    setTurn((now) => now + 1);
  }, []);
  return { ...found, again };
}
