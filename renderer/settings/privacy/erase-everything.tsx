import { Check } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../../src/contract/errors.ts';
import { useClient } from '../../engine/client.ts';
import { useEngine } from '../../engine/engine-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { AfreshDialog } from '../parts/done-dialog.tsx';
import field from '../parts/field.module.css';
import { Section } from '../parts/section.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import styles from './privacy-page.module.css';

/** Erases all documents and conversations, after the word for it was typed. */
export function EraseEverything() {
  const { t } = useTranslation('settings');
  const [asked, setAsked] = useState(false);
  return (
    <Section
      title={t('privacy.everything.title')}
      note={t('privacy.everything.note')}
      actions={
        <Button
          kind="danger"
          onClick={() => {
            setAsked(true);
          }}
        >
          {t('privacy.everything.open')}
        </Button>
      }
    >
      {asked ? (
        <ConfirmDialog
          onClose={() => {
            setAsked(false);
          }}
        />
      ) : null}
    </Section>
  );
}

function ConfirmDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, i18n } = useTranslation('settings');
  const client = useClient();
  const documents = useEngine((state) => state.library?.documents ?? 0);
  const id = useId();
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [error, setError] = useState<ContractError | null>(null);
  const word = t('privacy.everything.word');
  const said = (text: string): string => text.trim().toLocaleLowerCase(i18n.language);
  const erase = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    const erased = await client.call('eraseEverything', {});
    setBusy(false);
    if (erased.ok) setDone(true);
    else setError(erased.error);
  };
  if (done) return <Erased />;
  return (
    <Dialog open onClose={onClose} title={t('privacy.everything.confirm-title')}>
      <form
        className={styles['confirm']}
        onSubmit={(event) => {
          event.preventDefault();
          void erase();
        }}
      >
        <div className={styles['lists']}>
          <div>
            <h3>{t('privacy.everything.goes')}</h3>
            <ul>
              <li>{t('privacy.everything.goes-documents', { count: documents })}</li>
              <li>{t('privacy.everything.goes-questions')}</li>
              <li>{t('privacy.everything.goes-copies')}</li>
              <li>{t('privacy.everything.goes-collections')}</li>
            </ul>
          </div>
          <div>
            <h3>{t('privacy.everything.stays')}</h3>
            <ul>
              <li>{t('privacy.everything.stays-files')}</li>
              <li>{t('privacy.everything.stays-models')}</li>
            </ul>
          </div>
        </div>
        <label htmlFor={id}>
          {t('privacy.everything.type', { word })}
          <input
            id={id}
            type="text"
            className={field['input']}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={40}
            value={typed}
            onChange={({ target }) => {
              setTyped(target.value);
            }}
          />
        </label>
        {error === null ? null : <ErrorNotice error={error} />}
        <footer className={styles['buttons']}>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind="danger" disabled={busy || said(typed) !== said(word)}>
            {busy ? t('privacy.everything.busy') : t('privacy.everything.erase')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

function Erased() {
  const { t } = useTranslation('settings');
  return (
    <AfreshDialog title={t('privacy.everything.done')}>
      <p className={styles['done']}>
        <Check size={16} aria-hidden />
        {t('privacy.everything.done-text')}
      </p>
    </AfreshDialog>
  );
}
