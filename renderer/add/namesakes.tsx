import { useTranslation } from 'react-i18next';
import { useNavigation } from '../app/navigation.ts';
import { useClient } from '../engine/client.ts';
import { askToRemove } from '../library/removal/remove.ts';
import { Button } from '../ui/button.tsx';
import { closeAddition } from './adding.ts';
import type { Addition } from './additions.ts';
import styles from './tray.module.css';

/**
 * Documents that were there under the names of files that came now: they stay until the reader says
 * that the new ones replace them.
 */
export function Namesakes({ addition }: { readonly addition: Addition }) {
  const { t } = useTranslation('add');
  const client = useClient();
  const { id, collection, namesakes } = addition;
  const replace = (): void => {
    useNavigation.getState().go({ kind: 'library', collection });
    closeAddition(id);
    void askToRemove(client, namesakes, null);
  };
  return (
    <>
      <p className={styles['meta']}>{t('namesakes.text', { count: namesakes.length })}</p>
      <div className={styles['actions']}>
        <Button kind="quiet" onClick={replace}>
          {t('namesakes.replace', { count: namesakes.length })}
        </Button>
      </div>
    </>
  );
}
