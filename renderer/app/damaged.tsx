import { DatabaseZap } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../src/contract/errors.ts';
import { useClient } from '../engine/client.ts';
import { RestoreDialog } from '../settings/data/backup-dialogs.tsx';
import { ErrorNotice } from '../settings/parts/error-notice.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import styles from './connect-failed.module.css';

/** Shown instead of everything else where damage keeps the stored data from being opened. */
export function Damaged() {
  const { t } = useTranslation();
  const client = useClient();
  const [stage, setStage] = useState<'damaged' | 'repairing' | 'repaired'>('damaged');
  const [error, setError] = useState<ContractError | null>(null);
  const [restoring, setRestoring] = useState(false);
  const beyondRepair = error?.code === 'store-damaged';
  const repair = async (): Promise<void> => {
    setStage('repairing');
    setError(null);
    const repaired = await client.call('repairStore', {});
    setError(repaired.ok ? null : repaired.error);
    setStage(repaired.ok ? 'repaired' : 'damaged');
  };
  return (
    <main className={styles['screen']}>
      <EmptyState
        icon={<DatabaseZap size={32} aria-hidden />}
        title={t('damaged.title')}
        actions={
          <>
            {beyondRepair ? null : (
              <Button kind="primary" onClick={() => void repair()} disabled={stage !== 'damaged'}>
                {t(stage === 'damaged' ? 'damaged.repair' : 'damaged.repairing')}
              </Button>
            )}
            <Button
              kind={beyondRepair ? 'primary' : 'plain'}
              onClick={() => {
                setRestoring(true);
              }}
              disabled={stage !== 'damaged'}
            >
              {t('damaged.restore')}
            </Button>
          </>
        }
      >
        <p role="status">{t(beyondRepair ? 'damaged.beyond' : 'damaged.text')}</p>
        {error === null || beyondRepair ? null : <ErrorNotice error={error} />}
      </EmptyState>
      {restoring ? (
        <RestoreDialog
          onClose={() => {
            setRestoring(false);
          }}
        />
      ) : null}
    </main>
  );
}
