import { Check, ChevronDown, FolderPen, FolderPlus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../app/navigation.ts';
import { useCollections } from '../../engine/collections.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { openDialog } from '../library-store.ts';
import styles from './title-menu.module.css';
import { useCollectionName } from './use-collection-name.ts';

/** The screen's title: which collection is shown; others, and what can be done with them. */
export function TitleMenu({ collection }: { readonly collection: string | null }) {
  const { t } = useTranslation('library');
  const { number } = useSizes();
  const nameOf = useCollectionName();
  const collections = useCollections((state) => state.collections) ?? [];
  const go = useNavigation((state) => state.go);
  const title = collection === null ? t('title') : nameOf(collection);
  const here = <Check size={16} aria-hidden />;
  return (
    <h1 className={styles['heading']}>
      <Menu
        trigger={
          <button type="button" className={styles['title']}>
            <bdi className={styles['name']}>{title}</bdi>
            <ChevronDown size={16} aria-hidden />
          </button>
        }
      >
        <MenuItem
          icon={collection === null ? here : undefined}
          onSelect={() => {
            go({ kind: 'library', collection: null });
          }}
        >
          {t('collections.all')}
        </MenuItem>
        {collections.map(({ name, documents }) => (
          <MenuItem
            key={name}
            icon={name === collection ? here : undefined}
            onSelect={() => {
              go({ kind: 'library', collection: name });
            }}
          >
            <bdi className={styles['item']}>{nameOf(name)}</bdi>
            <span className={styles['count']}>{number(documents)}</span>
          </MenuItem>
        ))}
        <MenuLine />
        <MenuItem
          icon={<FolderPlus size={16} aria-hidden />}
          onSelect={() => {
            openDialog({ kind: 'create' });
          }}
        >
          {t('collections.create')}
        </MenuItem>
        {collection === null ? null : (
          <>
            {collection === 'default' ? null : (
              <MenuItem
                icon={<FolderPen size={16} aria-hidden />}
                onSelect={() => {
                  openDialog({ kind: 'rename', name: collection });
                }}
              >
                {t('collections.rename')}
              </MenuItem>
            )}
            <MenuItem
              danger
              icon={<Trash2 size={16} aria-hidden />}
              onSelect={() => {
                openDialog({ kind: 'delete', name: collection });
              }}
            >
              {t(collection === 'default' ? 'collections.empty' : 'collections.delete')}
            </MenuItem>
          </>
        )}
      </Menu>
    </h1>
  );
}
