import { ShieldAlert, ShieldCheck, ShieldX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../../src/contract/errors.ts';
import type { IsolationReport } from '../../../src/contract/shell-routes.ts';
import type { IsolationGrade } from '../../../src/contract/system.ts';
import { useClient } from '../../engine/client.ts';
import { useEngine } from '../../engine/engine-store.ts';
import { Button } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Section } from '../parts/section.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import styles from './privacy-page.module.css';
import { ProbeResults } from './probe-results.tsx';

/** How Carrel is isolated, in plain words, and the proof of it on demand. */
export function IsolationSection() {
  const { t } = useTranslation(['settings', 'app']);
  const engine = useEngine((state) => state.engine);
  const { report, error, busy, prove } = useProof();
  // What was proven counts for more than what was applied.
  const isolation = report ?? (engine.state === 'running' ? engine.isolation : null);
  return (
    <Section title={t('privacy.isolation.title')} note={t('privacy.isolation.note')}>
      {isolation === null ? null : (
        <div className={styles['grades']}>
          <Grade grade={isolation.network}>{t(`app:details.network.${isolation.network}`)}</Grade>
          <Grade grade={isolation.files}>{t(`app:details.files.${isolation.files}`)}</Grade>
          <p className={styles['muted']}>
            {t('privacy.isolation.mechanisms', { mechanisms: isolation.mechanisms.join(', ') })}
          </p>
        </div>
      )}
      <div className={styles['action']}>
        <Button disabled={busy || engine.state !== 'running'} onClick={prove}>
          {busy ? t('privacy.isolation.proving') : t('privacy.isolation.prove')}
        </Button>
        <div className={styles['busy']}>
          {busy ? <ProgressBar value={null} label={t('privacy.isolation.proving')} /> : null}
        </div>
      </div>
      {error === null ? null : <ErrorNotice error={error} />}
      <div role="status">{report === null ? null : <ProbeResults report={report} />}</div>
    </Section>
  );
}

const icons: Readonly<Record<IsolationGrade, typeof ShieldCheck>> = {
  kernel: ShieldCheck,
  firewall: ShieldCheck,
  runtime: ShieldAlert,
  none: ShieldX,
};

function Grade({ grade, children }: { readonly grade: IsolationGrade; readonly children: string }) {
  const Icon = icons[grade];
  return (
    <p className={styles['grade']} data-grade={grade}>
      <Icon size={16} aria-hidden />
      <span>{children}</span>
    </p>
  );
}

function useProof(): {
  readonly report: IsolationReport | null;
  readonly error: ContractError | null;
  readonly busy: boolean;
  readonly prove: () => void;
} {
  const client = useClient();
  const [report, setReport] = useState<IsolationReport | null>(null);
  const [error, setError] = useState<ContractError | null>(null);
  const [busy, setBusy] = useState(false);
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  const run = async (): Promise<void> => {
    setBusy(true);
    const proven = await client.call('proveIsolation', {});
    if (!shown.current) return;
    setBusy(false);
    if (proven.ok) setReport(proven.value);
    setError(proven.ok ? null : proven.error);
  };
  return { report, error, busy, prove: () => void run() };
}
