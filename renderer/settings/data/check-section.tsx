import { Check } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../../src/contract/errors.ts';
import type { StoreReport } from '../../../src/contract/maintenance.ts';
import { useClient } from '../../engine/client.ts';
import { Button } from '../../ui/button.tsx';
import { Section } from '../parts/section.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import styles from './data-page.module.css';

type Stage = 'idle' | 'checking' | 'checked' | 'repairing' | 'repaired';

/** Holds what is stored against its sums, names the documents that are damaged, and mends them. */
export function CheckSection() {
  const { t } = useTranslation('settings');
  const client = useClient();
  const [stage, setStage] = useState<Stage>('idle');
  const [report, setReport] = useState<StoreReport | null>(null);
  const [again, setAgain] = useState(0);
  const [error, setError] = useState<ContractError | null>(null);
  const check = async (): Promise<void> => {
    setStage('checking');
    setError(null);
    const checked = await client.call('verifyStore', {});
    setReport(checked.ok ? checked.value : null);
    setError(checked.ok ? null : checked.error);
    setStage(checked.ok ? 'checked' : 'idle');
  };
  const repair = async (): Promise<void> => {
    setStage('repairing');
    setError(null);
    const repaired = await client.call('repairStore', {});
    setAgain(repaired.ok ? repaired.value.documents : 0);
    setError(repaired.ok ? null : repaired.error);
    setStage(repaired.ok ? 'repaired' : 'checked');
  };
  const busy = stage === 'checking' || stage === 'repairing';
  const isDamaged = report !== null && !report.ok && stage !== 'repaired';
  return (
    <Section
      title={t('data.check')}
      note={t('data.check-note')}
      actions={
        <Button onClick={() => void check()} disabled={busy}>
          {t(stage === 'checking' ? 'data.checking' : 'data.check-start')}
        </Button>
      }
    >
      <div className={styles['outcome']} role="status">
        {stage === 'checked' && report?.ok === true ? (
          <p className={styles['sound']}>
            <Check size={16} aria-hidden />
            {t('data.sound', { count: report.documents })}
          </p>
        ) : null}
        {stage === 'repaired' ? (
          <p className={styles['sound']}>
            <Check size={16} aria-hidden />
            {t('data.repaired', { count: again })}
          </p>
        ) : null}
        {isDamaged ? (
          <>
            <p>
              {report.damagedCount === 0
                ? t('data.damaged')
                : t('data.damaged-documents', { count: report.damagedCount })}
            </p>
            <ul className={styles['damaged']}>
              {report.damaged.map(({ id, document, part }) => (
                <li key={`${part} ${id}`}>{document}</li>
              ))}
            </ul>
            <Button kind="primary" onClick={() => void repair()} disabled={busy}>
              {t(stage === 'repairing' ? 'data.repairing' : 'data.repair')}
            </Button>
          </>
        ) : null}
      </div>
      {error === null ? null : <ErrorNotice error={error} />}
    </Section>
  );
}
