import { create } from 'zustand';
import type { ConversationEntry } from '../../../src/contract/conversations.ts';
import type { DoorClient } from '../../engine/client.ts';

interface History {
  /** The newest conversations; null until they were read once. */
  readonly recent: readonly ConversationEntry[] | null;
  /** Grows with every change that this page makes; lists read again. */
  readonly revision: number;
}

/** Conversations that the sidebar shows; all of them are in the history. */
const RECENT = 12;

/** The newest conversations, for the sidebar. */
export const useHistory = create<History>()(() => ({ recent: null, revision: 0 }));

/** Reads the newest conversations. */
export async function readRecent(client: DoorClient, signal?: AbortSignal): Promise<void> {
  const options = signal === undefined ? {} : { signal };
  const listed = await client.call('listConversations', { limit: RECENT }, options);
  // Where they cannot be read, those read before stay; the whole list says why.
  if (listed.ok) useHistory.setState({ recent: listed.value.conversations });
}

/** Tells every list that a conversation has come, gone or changed its name. */
export function historyChanged(): void {
  useHistory.setState(({ revision }) => ({ revision: revision + 1 }));
}
