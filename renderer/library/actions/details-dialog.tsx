import { useTranslation } from 'react-i18next';
import type { LibraryRow } from '../../../src/contract/library.ts';
import { useEngine } from '../../engine/engine-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useCollectionName } from '../collections/use-collection-name.ts';
import { closeDialog } from '../library-store.ts';
import { useRowWords } from '../rows/use-row-words.ts';
import { StatusIcon } from '../status/status-icon.tsx';
import styles from './details.module.css';
import { canRetry, canShow, type Actions } from './use-actions.ts';

/** Everything about one document: above all why it could not be read, and what to do. */
export function DetailsDialog({
  row,
  actions,
}: {
  readonly row: LibraryRow;
  readonly actions: Actions;
}) {
  const { t } = useTranslation('library');
  const words = useRowWords()(row);
  const collectionName = useCollectionName();
  const canOpen = useEngine((state) => state.shell?.canOpen ?? false);
  const then = (act: () => void) => (): void => {
    closeDialog();
    act();
  };
  const facts = [
    [t('details.path'), <bdi key="path">{row.path}</bdi>],
    [t('details.collection'), <bdi key="collection">{collectionName(row.collection)}</bdi>],
    [t('column.type'), words.type],
    [t('column.pages'), words.pages],
    [t('column.size'), words.size],
    [t('column.changed'), words.changedAt],
  ] as const;
  return (
    <Dialog
      open
      onClose={closeDialog}
      title={words.name}
      actions={
        <>
          <Button
            kind="danger"
            onClick={then(() => {
              actions.remove(row);
            })}
          >
            {t('action.remove')}
          </Button>
          <span className={styles['space']} />
          {canOpen && row.status !== 'missing' ? (
            <Button
              onClick={then(() => {
                actions.openOutside(row, true);
              })}
            >
              {t('action.reveal')}
            </Button>
          ) : null}
          {canRetry(row) ? (
            <Button
              kind={canShow(row) ? 'plain' : 'primary'}
              onClick={then(() => {
                actions.retry([row.id]);
              })}
            >
              {t('action.retry')}
            </Button>
          ) : null}
          {canShow(row) ? (
            <Button
              kind="primary"
              onClick={then(() => {
                actions.open(row);
              })}
            >
              {t('action.open')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className={styles['status']} data-status={row.status}>
        <StatusIcon status={row.status} />
        <div>
          <strong>{words.status}</strong>
          <p>{words.reason === '' ? t(`meaning.${row.status}`) : words.reason}</p>
        </div>
      </div>
      <dl className={styles['facts']}>
        {facts.map(([name, value]) =>
          value === '' ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {row.kept ? <p className={styles['kept']}>{t('details.kept')}</p> : null}
    </Dialog>
  );
}
