import { useTranslation } from 'react-i18next';
import { useEngine } from '../engine/engine-store.ts';
import styles from './status-line.module.css';

/** One line at the foot: isolation, documents, work. */
export function StatusLine() {
  const { t } = useTranslation();
  const library = useEngine((state) => state.library);
  return (
    <footer className={styles['line']}>
      {library === null ? '' : t('status.documents', { count: library.documents })}
    </footer>
  );
}
