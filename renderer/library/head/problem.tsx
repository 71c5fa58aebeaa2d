import { CircleAlert, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/icon-button.tsx';
import { useErrorText } from '../../ui/use-error-text.ts';
import { setProblem, useLibrary } from '../library-store.ts';
import styles from './problem.module.css';

/** Why the last action did not work, until it is put away. */
export function Problem() {
  const { t } = useTranslation('library');
  const errorText = useErrorText();
  const problem = useLibrary((state) => state.problem);
  if (problem === null) return null;
  return (
    <div className={styles['problem']} role="alert">
      <CircleAlert size={16} aria-hidden />
      <p>{errorText(problem)}</p>
      <IconButton
        label={t('dismiss')}
        onClick={() => {
          setProblem(null);
        }}
      >
        <X size={16} aria-hidden />
      </IconButton>
    </div>
  );
}
