import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../../src/contract/errors.ts';
import { useClient } from '../../engine/client.ts';
import { useEngine } from '../../engine/engine-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useErrorText } from '../../ui/use-error-text.ts';
import { closeDialog } from '../library-store.ts';

/** Asks before what still waits leaves the library. */
export function CancelDialog() {
  const { t } = useTranslation('library');
  const client = useClient();
  const errorText = useErrorText();
  const waiting = useEngine((state) => state.library?.unread ?? 0);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ContractError | null>(null);
  const cancel = async (): Promise<void> => {
    setBusy(true);
    const cancelled = await client.call('cancelQueued', {});
    setBusy(false);
    if (cancelled.ok) closeDialog();
    else setError(cancelled.error);
  };
  return (
    <Dialog
      open
      onClose={closeDialog}
      title={t('work.cancel-title')}
      description={t('work.cancel-text', { count: waiting })}
      actions={
        <>
          <Button onClick={closeDialog}>{t('work.keep')}</Button>
          <Button kind="danger" disabled={busy || waiting === 0} onClick={() => void cancel()}>
            {t('work.cancel-do')}
          </Button>
        </>
      }
    >
      {error === null ? null : <p role="alert">{errorText(error)}</p>}
    </Dialog>
  );
}
