import { ListFilter, RotateCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../../src/contract/errors.ts';
import type { SourceEntry } from '../../../src/contract/library.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useClient } from '../../engine/client.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useCollectionName } from '../collections/use-collection-name.ts';
import { closeDialog, setFilter } from '../library-store.ts';
import { askToRemove } from '../removal/remove.ts';
import styles from './folders.module.css';

type Scan = 'none' | 'looking' | 'done';

/** One added folder. */
export function FolderRow({
  source: { path, collection, documents, watched },
  onChanged,
}: {
  readonly source: SourceEntry;
  /** After a change, or with why there was none. */
  readonly onChanged: (problem: ContractError | null) => void;
}) {
  const { t } = useTranslation('library');
  const client = useClient();
  const nameOf = useCollectionName();
  const { number } = useSizes();
  const [scan, setScan] = useState<Scan>('none');
  const watch = async (): Promise<void> => {
    const done = await client.call('watchSource', { path, collection, watched: !watched });
    onChanged(done.ok ? null : done.error);
  };
  const rescan = async (): Promise<void> => {
    setScan('looking');
    const input = { paths: [path], collection, watch: watched };
    const done = await client.stream('addDocuments', input, () => undefined);
    setScan(done.ok ? 'done' : 'none');
    if (!done.ok) onChanged(done.error);
  };
  return (
    <li className={styles['folder']}>
      <div className={styles['words']}>
        <span className={styles['path']} title={path}>
          <bdi>{path}</bdi>
        </span>
        <span className={styles['meta']} aria-live="polite">
          {scan === 'looking'
            ? t('folders.looking')
            : `${t('documents', { count: documents, number: number(documents) })} · ${nameOf(collection)}${
                scan === 'done' ? ` · ${t('folders.fresh')}` : ''
              }`}
        </span>
      </div>
      <button
        type="button"
        role="switch"
        aria-checked={watched}
        aria-label={t('folders.watch-of', { path })}
        className={styles['switch']}
        onClick={() => void watch()}
      >
        <span className={styles['track']} aria-hidden />
        <span aria-hidden>{t('folders.watch')}</span>
      </button>
      <IconButton
        label={t('folders.show', { path })}
        onClick={() => {
          useNavigation.getState().go({ kind: 'library', collection });
          setFilter({ folder: path });
          closeDialog();
        }}
      >
        <ListFilter size={16} aria-hidden />
      </IconButton>
      <IconButton
        label={t('folders.rescan', { path })}
        disabled={scan === 'looking'}
        onClick={() => void rescan()}
      >
        <RotateCw size={16} aria-hidden />
      </IconButton>
      <IconButton
        label={t('folders.remove', { path })}
        onClick={() => {
          closeDialog();
          void askToRemove(client, [path], path);
        }}
      >
        <Trash2 size={16} aria-hidden />
      </IconButton>
    </li>
  );
}
