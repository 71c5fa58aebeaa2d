import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../../engine/client.ts';
import { useEngine } from '../../engine/engine-store.ts';
import { Button } from '../../ui/button.tsx';
import { useErrorText } from '../../ui/use-error-text.ts';
import { setProblem } from '../library-store.ts';
import styles from './problem.module.css';

/** Why nothing is read any more though documents may wait, until reading begins again. */
export function Stopped() {
  const { t } = useTranslation('library');
  const errorText = useErrorText();
  const client = useClient();
  const library = useEngine((state) => state.library);
  if (library === null || library.work !== 'idle' || library.problem === null) return null;
  const goOn = async (): Promise<void> => {
    const done = await client.call('setWork', { paused: false });
    setProblem(done.ok ? null : done.error);
  };
  return (
    <div className={styles['problem']} role="status">
      <CircleAlert size={16} aria-hidden />
      <p>{`${t('work.stopped')} ${errorText(library.problem)}`}</p>
      <Button kind="quiet" onClick={() => void goOn()}>
        {t('again')}
      </Button>
    </div>
  );
}
