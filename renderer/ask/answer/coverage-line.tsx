import { useTranslation } from 'react-i18next';
import type { Coverage } from '../../../src/contract/documents.ts';
import { useModelName } from '../../engine/model-names.ts';
import { formatLocale } from '../../i18n/locale.ts';
import { numberFormatOf } from '../../i18n/number-formats.ts';
import type { AnswerFacts } from '../session/exchange.ts';
import styles from './coverage-line.module.css';
import { isWholeScopeRead } from './coverage.ts';

/** What the answer looked at, in plain words, with how long it took and by which model. */
export function CoverageLine({
  coverage,
  facts,
}: {
  readonly coverage: Coverage;
  readonly facts: AnswerFacts;
}) {
  const { t, i18n } = useTranslation('ask');
  const model = useModelName(facts.model);
  const { inScope, searchable, withVectors, partial, failed, unreachable } = coverage;
  const waiting = Math.max(0, inScope - searchable - failed - unreachable);
  const parts = [
    ...(isWholeScopeRead(coverage)
      ? [t('coverage.whole', { count: inScope })]
      : [t('coverage.part', { count: inScope, searchable })]),
    ...(partial === 0 ? [] : [t('coverage.partial', { count: partial })]),
    ...(failed === 0 ? [] : [t('coverage.failed', { count: failed })]),
    ...(unreachable === 0 ? [] : [t('coverage.unreachable', { count: unreachable })]),
    ...(waiting === 0 ? [] : [t('coverage.waiting', { count: waiting })]),
    ...(withVectors >= searchable
      ? []
      : [t('coverage.words-only', { count: searchable - withVectors })]),
  ];
  const seconds = numberFormatOf(formatLocale(i18n.language), {
    style: 'unit',
    unit: 'second',
    maximumFractionDigits: 1,
  }).format(facts.timings.totalMs / 1000);
  return (
    <footer className={styles['coverage']}>
      <p data-coverage>{new Intl.ListFormat(i18n.language, { type: 'unit' }).format(parts)}.</p>
      <p>
        <bdi>{model}</bdi>, {seconds}
      </p>
    </footer>
  );
}
