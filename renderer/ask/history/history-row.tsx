import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConversationEntry } from '../../../src/contract/conversations.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useDay } from '../../i18n/dates.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import styles from './history-view.module.css';
import { RenameDialog } from './rename-dialog.tsx';

/** One conversation: its title opens it; it can be renamed and deleted. */
export function HistoryRow({ conversation }: { readonly conversation: ConversationEntry }) {
  const { t } = useTranslation('ask');
  const [dialog, setDialog] = useState<'none' | 'rename' | 'delete'>('none');
  const { id, title, updated, messages } = conversation;
  const close = (): void => {
    setDialog('none');
  };
  const day = useDay();
  return (
    <li className={styles['row']}>
      <button
        type="button"
        className={styles['open']}
        onClick={() => {
          useNavigation.getState().go({ kind: 'ask', conversation: id });
        }}
      >
        <bdi className={styles['name']}>{title}</bdi>
        <span className={styles['meta']}>{t('history.questions', { count: messages })}</span>
        <time className={styles['meta']} dateTime={updated}>
          {day(updated)}
        </time>
      </button>
      <IconButton
        label={t('history.rename')}
        onClick={() => {
          setDialog('rename');
        }}
      >
        <Pencil size={16} aria-hidden />
      </IconButton>
      <IconButton
        label={t('history.delete')}
        onClick={() => {
          setDialog('delete');
        }}
      >
        <Trash2 size={16} aria-hidden />
      </IconButton>
      {dialog === 'rename' ? <RenameDialog conversation={conversation} onClose={close} /> : null}
      {dialog === 'delete' ? <DeleteDialog conversation={conversation} onClose={close} /> : null}
    </li>
  );
}
