import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../../src/contract/errors.ts';
import { useClient } from '../../engine/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useErrorText } from '../../ui/use-error-text.ts';
import { type AskedRemoval, closeDialog } from '../library-store.ts';
import { remove, UNDO_SECONDS } from './remove.ts';

/** Says what a removal takes along before it is done. */
export function RemoveDialog({ removal }: { readonly removal: AskedRemoval }) {
  const { t } = useTranslation('library');
  const client = useClient();
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ContractError | null>(null);
  const { name, documents, answers } = removal;
  const confirm = async (): Promise<void> => {
    setBusy(true);
    setError(await remove(client, removal));
    setBusy(false);
  };
  return (
    <Dialog
      open
      onClose={closeDialog}
      title={
        name === null || documents > 1
          ? t('remove.title-many', { count: documents })
          : t('remove.title-one', { name })
      }
      description={t('remove.text', { seconds: UNDO_SECONDS })}
      actions={
        <>
          <Button onClick={closeDialog}>{t('cancel')}</Button>
          <Button kind="danger" disabled={busy} onClick={() => void confirm()}>
            {t('action.remove')}
          </Button>
        </>
      }
    >
      {answers === 0 ? null : <p>{t('remove.answers', { count: answers })}</p>}
      {error === null ? null : <p role="alert">{errorText(error)}</p>}
    </Dialog>
  );
}
