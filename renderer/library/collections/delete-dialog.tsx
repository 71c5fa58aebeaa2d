import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../../src/contract/errors.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useClient } from '../../engine/client.ts';
import { useCollections } from '../../engine/collections.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useErrorText } from '../../ui/use-error-text.ts';
import { closeDialog } from '../library-store.ts';
import { useCollectionName } from './use-collection-name.ts';

/** Asks before a collection and all its documents are erased. */
export function DeleteDialog({ name }: { readonly name: string }) {
  const { t } = useTranslation('library');
  const client = useClient();
  const errorText = useErrorText();
  const shown = useCollectionName()(name);
  const documents =
    useCollections((state) => state.collections)?.find((each) => each.name === name)?.documents ??
    0;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ContractError | null>(null);
  const erase = async (): Promise<void> => {
    setBusy(true);
    const erased = await client.call('deleteCollection', { name });
    setBusy(false);
    if (!erased.ok) {
      setError(erased.error);
      return;
    }
    closeDialog();
    useNavigation.getState().go({ kind: 'library', collection: null });
  };
  const isDefault = name === 'default';
  return (
    <Dialog
      open
      onClose={closeDialog}
      title={t(isDefault ? 'collections.empty-title' : 'collections.delete-title', { name: shown })}
      description={
        documents === 0
          ? t('collections.delete-none')
          : t('collections.delete-text', { count: documents })
      }
      actions={
        <>
          <Button onClick={closeDialog}>{t('cancel')}</Button>
          <Button kind="danger" disabled={busy} onClick={() => void erase()}>
            {t(isDefault ? 'collections.empty-do' : 'collections.delete-do')}
          </Button>
        </>
      }
    >
      {error === null ? null : <p role="alert">{errorText(error)}</p>}
    </Dialog>
  );
}
