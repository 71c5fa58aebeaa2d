import type { conversationRoutes, StoredMessage } from '../../contract/conversations.ts';
import type { Handlers } from '../../contract/route.ts';
import type { ConversationStore } from '../../store/conversations/types.ts';
import { exportConversation } from '../export/export-conversation.ts';
import type { Conversation } from '../export/outline.ts';
import type { Services } from '../services.ts';

/** Handlers of the questions and answers that are kept. */
export function conversationHandlers({ store }: Services): Handlers<typeof conversationRoutes> {
  const { conversations } = store;
  return {
    async listConversations({ find, limit }) {
      return { conversations: conversations.list(find, limit) };
    },
    async readConversation({ id, after }) {
      return conversations.read(id, after);
    },
    async renameConversation({ id, title }) {
      conversations.rename(id, title);
      return {};
    },
    async deleteConversation({ id }) {
      conversations.delete(id);
      return {};
    },
    async tickCitation({ message, n, ticked }) {
      conversations.tick(message, n, ticked);
      return {};
    },
    async exportConversation({ id, format, language }) {
      return await exportConversation(wholeConversation(conversations, id), format, language);
    },
  };
}

/** A conversation with all its messages. */
function wholeConversation(conversations: ConversationStore, id: string): Conversation {
  const messages: StoredMessage[] = [];
  for (;;) {
    const page = conversations.read(id, messages.at(-1)?.id);
    messages.push(...page.messages);
    if (page.next === null) return { conversation: page.conversation, messages };
  }
}
