import { useTranslation } from 'react-i18next';
import { surveyShow, type SurveyEntry, type SurveyShow } from '../../../src/contract/surveys.ts';
import { timeLeft } from '../../i18n/time-left.ts';
import { fileName } from '../../ui/document-name.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import styles from './table.module.css';

/** How much was looked at, how far it is, and which rows are shown. */
export function CoverageLine({
  survey: { coverage, state, current, secondsLeft },
  show,
  onShow,
}: {
  readonly survey: SurveyEntry;
  readonly show: SurveyShow;
  readonly onShow: (show: SurveyShow) => void;
}) {
  const { t } = useTranslation(['survey', 'library']);
  const { inScope, read, failed, partial, waiting, found, matching } = coverage;
  const left = waiting === 0 ? null : timeLeft(secondsLeft);
  const parts = [
    t('progress', { done: read, total: inScope }),
    partial > 0 && t('coverage.partial', { count: partial }),
    failed > 0 && t('coverage.failed', { count: failed }),
    waiting > 0 && state !== 'running' && t('coverage.waiting', { count: waiting }),
    matching === null
      ? t('coverage.found', { count: found })
      : t('coverage.matching', { count: matching }),
  ].filter((part) => part !== false);
  const now = [
    t(`state.${state}`),
    state === 'running' && current !== '' && t('now', { name: fileName(current) }),
    state === 'running' && left !== null && t(`library:work.${left.unit}`, { count: left.count }),
  ].filter((part) => part !== false);
  return (
    <div className={styles['line']}>
      <p className={styles['coverage']} data-coverage>
        {parts.join(' · ')}
      </p>
      <p className={styles['now']} data-survey-state={state}>
        <bdi>{now.join(' · ')}</bdi>
      </p>
      <select
        className={styles['show']}
        aria-label={t('show.label')}
        value={show}
        onChange={({ target }) => {
          onShow(surveyShow.parse(target.value));
        }}
      >
        {surveyShow.options
          .filter((each) => each !== 'matching' || matching !== null)
          .map((each) => (
            <option key={each} value={each}>
              {t(`show.${each}`)}
            </option>
          ))}
      </select>
      <div className={styles['progress']} data-running={state === 'running'}>
        {state === 'running' || state === 'paused' ? (
          <ProgressBar
            value={inScope === 0 ? 0 : (read + failed) / inScope}
            label={t('progress', { done: read + failed, total: inScope })}
          />
        ) : null}
      </div>
    </div>
  );
}
