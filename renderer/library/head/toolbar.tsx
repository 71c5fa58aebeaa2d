import { FolderCog } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../add/add-button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { TitleMenu } from '../collections/title-menu.tsx';
import { openDialog, setFilter, useLibrary } from '../library-store.ts';
import type { Loaded } from '../rows/loaded.ts';
import { Filters } from './filters.tsx';
import styles from './head.module.css';

/** The collection shown, the field that finds, the filters, folders and "Add". */
export function Toolbar({
  collection,
  loaded,
}: {
  readonly collection: string | null;
  readonly loaded: Loaded | null;
}) {
  const { t } = useTranslation('library');
  const find = useLibrary((state) => state.find);
  return (
    <div className={styles['toolbar']}>
      <TitleMenu collection={collection} />
      <span className={styles['space']} />
      <div className={styles['finders']}>
        <SearchField
          label={t('find')}
          value={find}
          onChange={(value) => {
            setFilter({ find: value });
          }}
        />
        <Filters loaded={loaded} />
      </div>
      <IconButton
        label={t('folders.open')}
        onClick={() => {
          openDialog({ kind: 'folders' });
        }}
      >
        <FolderCog size={16} aria-hidden />
      </IconButton>
      <AddButton collection={collection} align="end" />
    </div>
  );
}
