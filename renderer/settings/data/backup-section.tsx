import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Section } from '../parts/section.tsx';
import { BackupDialog, RestoreDialog } from './backup-dialogs.tsx';
import styles from './data-page.module.css';

/** Backups are written to one file and restored from it. */
export function BackupSection() {
  const { t } = useTranslation('settings');
  const [open, setOpen] = useState<'backup' | 'restore' | null>(null);
  const close = (): void => {
    setOpen(null);
  };
  return (
    <Section title={t('data.backup')} note={t('data.backup-note')}>
      <div className={styles['action']}>
        <Button
          onClick={() => {
            setOpen('backup');
          }}
        >
          {t('data.backup-open')}
        </Button>
        <Button
          onClick={() => {
            setOpen('restore');
          }}
        >
          {t('data.restore-open')}
        </Button>
      </div>
      {open === 'backup' ? <BackupDialog onClose={close} /> : null}
      {open === 'restore' ? <RestoreDialog onClose={close} /> : null}
    </Section>
  );
}
