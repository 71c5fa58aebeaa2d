import { CornerDownLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../../src/contract/documents.ts';
import { useClient } from '../../engine/client.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ask } from '../session/asking.ts';
import styles from './follow-up.module.css';

/** A further question, understood together with those before it. */
export function FollowUp({
  sessionKey,
  scope,
}: {
  readonly sessionKey: string;
  readonly scope: Scope;
}) {
  const { t } = useTranslation('ask');
  const client = useClient();
  const [text, setText] = useState('');
  const question = text.trim();
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (question === '') return;
        setText('');
        void ask(client, sessionKey, { question, scope, mode: null });
      }}
    >
      <input
        type="text"
        className={styles['input']}
        aria-label={t('follow-up.label')}
        placeholder={t('follow-up.label')}
        maxLength={4000}
        autoComplete="off"
        value={text}
        onChange={({ target }) => {
          setText(target.value);
        }}
      />
      <IconButton type="submit" label={t('field.ask')} shortcut="↵" disabled={question === ''}>
        <CornerDownLeft size={16} aria-hidden />
      </IconButton>
    </form>
  );
}
