import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../../src/contract/errors.ts';
import type { ModelEntry } from '../../../src/contract/models.ts';
import { useClient } from '../../engine/client.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';

/** Removes a model's file, or says why that cannot be. */
export function RemoveDialog({
  model,
  onClose,
  onRemoved,
}: {
  readonly model: ModelEntry;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}) {
  const { t } = useTranslation('settings');
  const client = useClient();
  const { fileSize } = useSizes();
  const [error, setError] = useState<ContractError | null>(null);
  const remove = async (): Promise<void> => {
    const removed = await client.call('removeModel', { id: model.id });
    if (removed.ok) {
      onRemoved();
      onClose();
    } else setError(removed.error);
  };
  const refused = model.inUse;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(refused ? 'models.remove.refused-title' : 'models.remove.title', {
        name: model.name,
      })}
      description={
        refused
          ? t(`models.remove.refused.${model.role}`)
          : t(model.state === 'imported' ? 'models.remove.own' : 'models.remove.text', {
              size: fileSize(model.bytes ?? 0),
            })
      }
      actions={
        refused ? (
          <Button kind="primary" onClick={onClose}>
            {t('close')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button kind="danger" onClick={() => void remove()}>
              {t('models.remove.confirm')}
            </Button>
          </>
        )
      }
    >
      {error === null ? null : <ErrorNotice error={error} />}
    </Dialog>
  );
}
