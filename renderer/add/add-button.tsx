import { ChevronDown, FilePlus, FolderPlus, FolderTree, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonProps } from '../ui/button.tsx';
import { Menu, MenuItem, MenuLine } from '../ui/menu.tsx';
import styles from './add-button.module.css';
import { useAddDocuments } from './use-add-documents.ts';

/** "Add": files, a folder, or a folder by its path, to `collection` or the one that is shown. */
export function AddButton({
  collection,
  kind = 'primary',
  align = 'start',
}: {
  readonly collection?: string | null;
  readonly kind?: NonNullable<ButtonProps['kind']>;
  readonly align?: 'start' | 'end';
}) {
  const { t } = useTranslation('add');
  const add = useAddDocuments(collection);
  return (
    <Menu
      align={align}
      trigger={
        <Button kind={kind} icon={<Plus size={16} aria-hidden />}>
          {t('add')}
          <ChevronDown className={styles['chevron']} size={14} aria-hidden />
        </Button>
      }
    >
      <MenuItem icon={<FilePlus size={16} aria-hidden />} onSelect={add.addFiles}>
        {t('files')}
      </MenuItem>
      <MenuItem icon={<FolderPlus size={16} aria-hidden />} onSelect={add.addFolder}>
        {t('folder')}
      </MenuItem>
      {add.canType ? (
        <>
          <MenuLine />
          <MenuItem icon={<FolderTree size={16} aria-hidden />} onSelect={add.addByPath}>
            {t('by-path')}
          </MenuItem>
        </>
      ) : null}
    </Menu>
  );
}
