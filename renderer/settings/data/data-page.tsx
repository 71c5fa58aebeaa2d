import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEngine } from '../../engine/engine-store.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../parts/facts.tsx';
import { Section } from '../parts/section.tsx';
import { BackupSection } from './backup-section.tsx';
import { CheckSection } from './check-section.tsx';
import styles from './data-page.module.css';
import { MoveDialog } from './move-dialog.tsx';

/** Where the data folder is, and how it is moved. */
export function DataPage() {
  const { t } = useTranslation('settings');
  const { fileSize } = useSizes();
  const shell = useEngine((state) => state.shell);
  const [moving, setMoving] = useState(false);
  if (shell === null) return null;
  return (
    <>
      <Facts
        facts={[
          [t('data.folder'), shell.home],
          [
            t('data.free'),
            shell.freeDiskBytes === null ? t('data.unknown') : fileSize(shell.freeDiskBytes),
          ],
        ]}
      />
      <Section
        title={t('data.move')}
        note={t(shell.canMoveHome ? 'data.move-note' : 'data.move-by-hand')}
      >
        {shell.canMoveHome ? (
          <div className={styles['action']}>
            <Button
              onClick={() => {
                setMoving(true);
              }}
            >
              {t('data.move-open')}
            </Button>
          </div>
        ) : (
          <ol className={styles['steps']}>
            <li>{t('data.step-stop')}</li>
            <li>{t('data.step-move')}</li>
            <li>
              {t('data.step-start')} <code>carrel --home {t('data.step-folder')} serve</code>
            </li>
          </ol>
        )}
      </Section>
      <BackupSection />
      <CheckSection />
      {moving ? (
        <MoveDialog
          onClose={() => {
            setMoving(false);
          }}
        />
      ) : null}
    </>
  );
}
