import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEngine } from '../../engine/engine-store.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import form from '../../ui/form.module.css';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { PathField } from '../parts/path-field.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import styles from './data-page.module.css';
import { useMove } from './use-move.ts';

/** Moves the data folder: the old one stays until the new one is complete and checked. */
export function MoveDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('settings');
  const { fileSize } = useSizes();
  const home = useEngine((state) => state.shell?.home ?? '');
  const [to, setTo] = useState('');
  const { progress, busy, error, setError, start, cancel } = useMove(onClose);
  return (
    <Dialog
      open
      // While it runs, leaving the dialog is stopping the move.
      onClose={busy ? cancel : onClose}
      title={t('data.move')}
      description={t('data.move-note')}
    >
      <form
        className={form['form']}
        onSubmit={(event) => {
          event.preventDefault();
          start(to.trim());
        }}
      >
        <PathField
          kind="folder"
          label={t('data.new-folder')}
          value={to}
          onChange={setTo}
          onError={setError}
        />
        <div className={styles['progress']} role="status">
          {busy ? (
            <>
              <p>
                {progress === null
                  ? t('data.preparing')
                  : t('data.moved', {
                      done: fileSize(progress.bytesDone),
                      total: fileSize(progress.bytesTotal),
                    })}
              </p>
              <ProgressBar
                value={
                  progress === null || progress.bytesTotal === 0
                    ? null
                    : progress.bytesDone / progress.bytesTotal
                }
                label={t('data.move')}
              />
            </>
          ) : null}
        </div>
        {error === null ? null : <ErrorNotice error={error} />}
        <footer className={form['actions']}>
          <Button onClick={busy ? cancel : onClose}>{t('cancel')}</Button>
          <Button
            type="submit"
            kind="primary"
            disabled={busy || to.trim() === '' || to.trim() === home}
          >
            {t('data.move-start')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
