import { CornerDownLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../../src/contract/documents.ts';
import { useClient } from '../../engine/client.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ask } from '../session/asking.ts';
import { focusNewestCitation } from './step-citations.ts';
import styles from './follow-up.module.css';

/** A further question, understood together with those before it. */
export function FollowUp({
  sessionKey,
  scope,
  busy,
}: {
  readonly sessionKey: string;
  readonly scope: Scope;
  /** An answer is being made; the next question can be typed meanwhile. */
  readonly busy: boolean;
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
        if (question === '' || busy) return;
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
        onKeyDown={(event) => {
          if (event.key === 'ArrowUp' && text === '' && focusNewestCitation('last')) {
            event.preventDefault();
          }
        }}
      />
      <IconButton
        type="submit"
        label={t('field.ask')}
        shortcut="↵"
        disabled={question === '' || busy}
      >
        <CornerDownLeft size={16} aria-hidden />
      </IconButton>
    </form>
  );
}
