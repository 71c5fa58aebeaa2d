import { Check, CircleAlert, Minus } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { IsolationReport } from '../../../src/contract/shell-routes.ts';
import { probeName, type ProbeResult } from '../../../src/contract/system.ts';
import styles from './privacy-page.module.css';

const processes = ['engine', 'engine-native', 'inference', 'parser', 'ocr'] as const;

const icons: Readonly<Record<ProbeResult['outcome'], ReactElement>> = {
  blocked: <Check size={14} aria-hidden />,
  escaped: <CircleAlert size={14} aria-hidden />,
  'not-run': <Minus size={14} aria-hidden />,
};

/** What was tried from which process, and what came of it. */
export function ProbeResults({ report: { results } }: { readonly report: IsolationReport }) {
  const { t } = useTranslation('settings');
  const escaped = results.filter(({ outcome }) => outcome === 'escaped').length;
  const blocked = results.filter(({ outcome }) => outcome === 'blocked').length;
  const controls = results.filter(({ control }) => control).length;
  return (
    <>
      <p className={styles['verdict']}>
        {escaped === 0
          ? t('privacy.probes.all-blocked', { count: blocked })
          : t('privacy.probes.escaped', { count: escaped })}
      </p>
      <p className={styles['muted']}>
        {t('privacy.probes.controls', { count: results.length, controls })}
      </p>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('privacy.probes.tried')}</th>
            {processes.map((from) => (
              <th key={from} scope="col">
                {t(`privacy.probes.from.${from}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {probeName.options.map((probe) => (
            <tr key={probe}>
              <th scope="row">{t(`privacy.probes.names.${probe}`)}</th>
              {processes.map((from) => (
                <td key={from}>
                  <Outcome
                    result={results.find((each) => each.probe === probe && each.from === from)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <details className={styles['details']}>
        <summary>{t('privacy.probes.details')}</summary>
        <table className={styles['table']}>
          <tbody>
            {results.map(({ probe, from, detail }) => (
              <tr key={`${from} ${probe}`} className={styles['muted']}>
                <th scope="row">
                  {t(`privacy.probes.from.${from}`)}, {t(`privacy.probes.names.${probe}`)}
                </th>
                <td>
                  <bdi>{detail}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

function Outcome({ result }: { readonly result: ProbeResult | undefined }) {
  const { t } = useTranslation('settings');
  if (result === undefined) return null;
  return (
    <span className={`${styles['outcome'] ?? ''} ${styles[result.outcome] ?? ''}`}>
      {icons[result.outcome]}
      {t(`privacy.probes.outcomes.${result.outcome}`)}
    </span>
  );
}
