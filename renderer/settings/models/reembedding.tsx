import { useTranslation } from 'react-i18next';
import { useEngine } from '../../engine/engine-store.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import styles from './reembedding.module.css';

/** How far the vectors are, while passages wait for theirs. */
export function Reembedding() {
  const { t } = useTranslation('settings');
  const library = useEngine((state) => state.library);
  const { number } = useSizes();
  const progress = library?.progress ?? null;
  if (library === null || progress === null || library.work === 'idle') return null;
  const { passagesDone, passagesTotal, secondsLeft } = progress;
  if (passagesTotal === 0 || passagesDone >= passagesTotal) return null;
  const counts = { done: number(passagesDone), total: number(passagesTotal) };
  return (
    <div className={styles['progress']}>
      <p>
        {t(library.work === 'paused' ? 'models.vectors.paused' : 'models.vectors.running', counts)}
        {secondsLeft === null
          ? null
          : ` ${t('models.vectors.minutes', { count: Math.max(1, Math.ceil(secondsLeft / 60)) })}`}
      </p>
      <ProgressBar value={passagesDone / passagesTotal} label={t('models.vectors.label')} />
    </div>
  );
}
