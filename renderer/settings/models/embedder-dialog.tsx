import { useTranslation } from 'react-i18next';
import type { ModelEntry } from '../../../src/contract/models.ts';
import { useEngine } from '../../engine/engine-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './dialogs.module.css';

/** What a change of the model that searches by meaning brings with it. */
export function EmbedderDialog({
  from,
  to,
  onClose,
  onConfirm,
}: {
  readonly from: ModelEntry;
  readonly to: ModelEntry;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}) {
  const { t } = useTranslation('settings');
  const documents = useEngine((state) => state.library?.documents ?? 0);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('models.change.title', { name: to.name })}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" onClick={onConfirm}>
            {t('models.change.confirm')}
          </Button>
        </>
      }
    >
      <ul className={styles['points']}>
        <li>{t('models.change.again', { count: documents, name: to.name })}</li>
        <li>{t('models.change.meanwhile', { name: from.name })}</li>
        <li>{t('models.change.time')}</li>
        <li>{t('models.change.back')}</li>
      </ul>
    </Dialog>
  );
}
