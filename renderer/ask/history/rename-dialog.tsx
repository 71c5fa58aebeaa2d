import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConversationEntry } from '../../../src/contract/conversations.ts';
import { useClient } from '../../engine/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import form from '../../ui/form.module.css';
import { useErrorText } from '../../ui/use-error-text.ts';
import { historyChanged } from './history-store.ts';

/** Gives a conversation another title. */
export function RenameDialog({
  conversation: { id, title },
  onClose,
}: {
  readonly conversation: ConversationEntry;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('ask');
  const client = useClient();
  const errorText = useErrorText();
  const [text, setText] = useState(title);
  const [problem, setProblem] = useState('');
  const rename = async (): Promise<void> => {
    const renamed = await client.call('renameConversation', { id, title: text.trim() });
    if (renamed.ok) {
      historyChanged();
      onClose();
    } else setProblem(errorText(renamed.error));
  };
  return (
    <Dialog open onClose={onClose} title={t('history.rename')}>
      <form
        className={form['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void rename();
        }}
      >
        <input
          type="text"
          className={form['input']}
          aria-label={t('history.new-title')}
          maxLength={200}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
          }}
        />
        {problem === '' ? null : (
          <p className={form['problem']} role="alert">
            {problem}
          </p>
        )}
        <footer className={form['actions']}>
          <Button onClick={onClose}>{t('history.cancel')}</Button>
          <Button type="submit" kind="primary" disabled={text.trim() === ''}>
            {t('history.rename')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
