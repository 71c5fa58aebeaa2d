import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConversationEntry } from '../../../src/contract/conversations.ts';
import { useClient } from '../../engine/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import form from '../../ui/form.module.css';
import { useErrorText } from '../../ui/use-error-text.ts';
import { dropConversation } from '../session/session-store.ts';
import { historyChanged } from './history-store.ts';

/** Asks before a conversation is erased. */
export function DeleteDialog({
  conversation: { id, title },
  onClose,
}: {
  readonly conversation: ConversationEntry;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('ask');
  const client = useClient();
  const errorText = useErrorText();
  const [problem, setProblem] = useState('');
  const erase = async (): Promise<void> => {
    const deleted = await client.call('deleteConversation', { id });
    if (deleted.ok) {
      dropConversation(id);
      historyChanged();
      onClose();
    } else setProblem(errorText(deleted.error));
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('history.delete-title')}
      description={t('history.delete-text')}
      actions={
        <>
          <Button onClick={onClose}>{t('history.cancel')}</Button>
          <Button
            kind="danger"
            onClick={() => {
              void erase();
            }}
          >
            {t('history.delete')}
          </Button>
        </>
      }
    >
      <p>
        <bdi>{title}</bdi>
      </p>
      {problem === '' ? null : (
        <p className={form['problem']} role="alert">
          {problem}
        </p>
      )}
    </Dialog>
  );
}
