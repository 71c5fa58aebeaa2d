import { useTranslation } from 'react-i18next';
import styles from './skeleton.module.css';

/** Stands for the rows while they are read for longer than a moment. */
export function Skeleton() {
  const { t } = useTranslation('library');
  return (
    <div className={styles['skeleton']} role="status" aria-label={t('loading')}>
      {Array.from({ length: 8 }, (_, index) => (
        <span key={index} className={styles['bone']} />
      ))}
    </div>
  );
}
