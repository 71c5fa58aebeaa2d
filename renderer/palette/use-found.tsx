import { FileText, MessageCircleQuestion } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConversationEntry } from '../../src/contract/conversations.ts';
import type { LibraryRow } from '../../src/contract/library.ts';
import { useNavigation } from '../app/navigation.ts';
import { useClient } from '../engine/client.ts';
import { namesFirst } from '../ui/names-first.ts';
import { nameWithin } from '../ui/document-name.ts';
import type { EntryGroup } from './entry.ts';

/** While somebody types, this long a rest comes before the engine is asked. */
const REST_MS = 80;
const QUESTIONS = 6;
const DOCUMENTS = 8;
/** Documents looked at, so that those found by name come before those found by their folder. */
const LOOKED_AT = 50;

interface Found {
  readonly questions: readonly ConversationEntry[];
  readonly documents: readonly LibraryRow[];
}

/** Questions asked and documents by name; without words the newest questions. */
export function useFound(typed: string): readonly EntryGroup[] {
  const { t } = useTranslation(['palette', 'ask']);
  const client = useClient();
  const [found, setFound] = useState<Found>({ questions: [], documents: [] });
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const look = async (): Promise<void> => {
      const [questions, documents] = await Promise.all([
        client.call(
          'listConversations',
          { limit: QUESTIONS, ...(typed === '' ? {} : { find: typed }) },
          { signal },
        ),
        typed === ''
          ? null
          : client.call(
              'browseDocuments',
              { filter: { find: typed }, limit: LOOKED_AT },
              { signal },
            ),
      ]);
      if (signal.aborted) return;
      setFound({
        questions: questions.ok ? questions.value.conversations : [],
        documents:
          documents?.ok === true
            ? namesFirst(documents.value.documents, typed).slice(0, DOCUMENTS)
            : [],
      });
    };
    const timer = setTimeout(() => void look(), typed === '' ? 0 : REST_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [client, typed]);
  return [
    {
      id: 'questions',
      title: t('ask:history.recent'),
      entries: found.questions.map(({ id, title }) => ({
        id: `question ${id}`,
        label: title,
        icon: <MessageCircleQuestion size={16} aria-hidden />,
        run: () => {
          useNavigation.getState().go({ kind: 'ask', conversation: id });
          return 'close';
        },
      })),
    },
    {
      id: 'documents',
      title: t('documents'),
      entries: found.documents.map(({ id, document }) => {
        const { name, within } = nameWithin(document);
        return {
          id: `document ${id}`,
          label: name,
          hint: within,
          icon: <FileText size={16} aria-hidden />,
          run: () => {
            useNavigation.getState().open({ documentId: id, page: null });
            return 'close';
          },
        };
      }),
    },
  ];
}
