import { Undo2 } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../../engine/client.ts';
import { Button } from '../../ui/button.tsx';
import { useFocusHome } from '../../ui/focus-home.ts';
import { type Removal, undo, useRemovals } from './remove.ts';
import styles from './undo-bar.module.css';

/** What was just removed; for ten seconds it can be brought back. */
export function UndoBar() {
  const removals = useRemovals((state) => state.removals);
  return (
    <div className={styles['bars']} role="status">
      {removals.map((removal) => (
        <Removed key={removal.id} removal={removal} />
      ))}
    </div>
  );
}

function Removed({ removal }: { readonly removal: Removal }) {
  const { t } = useTranslation('library');
  const client = useClient();
  const { name, documents, answers } = removal;
  const bar = useRef<HTMLDivElement>(null);
  useFocusHome(bar);
  return (
    <div className={styles['bar']} ref={bar}>
      <p className={styles['words']}>
        <bdi>
          {name !== null && documents === 1
            ? t('undo.one', { name })
            : t('undo.many', { count: documents })}
        </bdi>{' '}
        {answers === 0 ? null : t('undo.answers', { count: answers })}
      </p>
      <Button
        kind="quiet"
        className={styles['undo']}
        icon={<Undo2 size={16} aria-hidden />}
        onClick={() => void undo(client, removal)}
      >
        {t('undo.undo')}
      </Button>
      <span className={styles['time']} aria-hidden />
    </div>
  );
}
