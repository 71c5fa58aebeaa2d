import type { conversationRoutes } from '../../contract/conversations.ts';
import type { Handlers } from '../../contract/route.ts';
import { exportConversation } from '../export/export-conversation.ts';
import type { Services } from '../services.ts';

/** Handlers of the questions and answers that are kept. */
export function conversationHandlers({ store }: Services): Handlers<typeof conversationRoutes> {
  const { conversations } = store;
  return {
    async listConversations({ find, limit }) {
      return { conversations: conversations.list(find, limit) };
    },
    async readConversation({ id }) {
      return conversations.read(id);
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
      return await exportConversation(conversations.read(id), format, language);
    },
  };
}
