import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../../engine/client.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { AfreshDialog, DoneDialog } from '../parts/done-dialog.tsx';
import { TransferDialog } from './transfer-dialog.tsx';
import styles from './data-page.module.css';

interface DialogProps {
  readonly onClose: () => void;
}

/** Writes a backup into a folder. */
export function BackupDialog({ onClose }: DialogProps) {
  const { t } = useTranslation('settings');
  const { fileSize } = useSizes();
  const client = useClient();
  const [done, setDone] = useState<{ file: string; bytes: number } | null>(null);
  if (done === null) {
    return (
      <TransferDialog
        title={t('data.backup')}
        note={t('data.backup-care')}
        kind="folder"
        label={t('data.backup-folder')}
        start={t('data.backup-start')}
        run={(to, report, signal) => client.stream('writeBackup', { to }, report, { signal })}
        onDone={setDone}
        onClose={onClose}
      />
    );
  }
  return (
    <DoneDialog title={t('data.backup-done')} close={t('close')} onClose={onClose}>
      <p className={styles['path']}>
        {t('data.backup-done-text', { file: done.file, size: fileSize(done.bytes) })}
      </p>
    </DoneDialog>
  );
}

/** Puts a backup in place of everything; the page starts afresh, since it shows what was there. */
export function RestoreDialog({ onClose }: DialogProps) {
  const { t } = useTranslation('settings');
  const client = useClient();
  const [restored, setRestored] = useState<{ documents: number; created: string } | null>(null);
  if (restored === null) {
    return (
      <TransferDialog
        title={t('data.restore')}
        note={t('data.restore-care')}
        kind="files"
        label={t('data.restore-file')}
        start={t('data.restore-start')}
        danger
        run={(file, report, signal) =>
          client.stream('restoreBackup', { file, replace: true }, report, { signal })
        }
        onDone={setRestored}
        onClose={onClose}
      />
    );
  }
  return (
    <AfreshDialog title={t('data.restore-done')}>
      <p>{t('data.restore-done-text', { count: restored.documents })}</p>
    </AfreshDialog>
  );
}
