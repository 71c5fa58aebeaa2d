import { ChevronDown, FileText, Folder, Layers, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceEntry } from '../../../src/contract/library.ts';
import { useClient } from '../../engine/client.ts';
import { useCollections } from '../../engine/collections.ts';
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { fileName } from '../../ui/document-name.ts';
import { choosePart, removeFile, useField, type Choice } from './field-store.ts';
import styles from './scope-bar.module.css';

/** Where the question looks: everywhere, a collection, a folder, and single files. */
export function ScopeBar() {
  const { t } = useTranslation('ask');
  const choice = useField((state) => state.choice);
  return (
    <div className={styles['bar']}>
      <PartMenu choice={choice} />
      {choice.files.map(({ id, document }) => (
        <button
          key={id}
          type="button"
          className={styles['file']}
          aria-label={t('scope.remove', { name: fileName(document) })}
          onClick={() => {
            removeFile(id);
          }}
        >
          <FileText size={14} aria-hidden />
          <bdi>{fileName(document)}</bdi>
          <X size={14} aria-hidden />
        </button>
      ))}
    </div>
  );
}

function PartMenu({ choice }: { readonly choice: Choice }) {
  const { t } = useTranslation(['ask', 'app']);
  const collections = useCollections((state) => state.collections) ?? [];
  const [folders, readFolders] = useFolders();
  const nameOf = (collection: string): string =>
    collection === 'default' ? t('app:collection.default') : collection;
  const label =
    choice.collection === null
      ? choice.folder === null
        ? t('scope.everywhere')
        : fileName(choice.folder)
      : nameOf(choice.collection);
  return (
    <Menu
      trigger={
        <button
          type="button"
          className={styles['part']}
          onPointerEnter={readFolders}
          onFocus={readFolders}
        >
          <span className="visually-hidden">{t('scope.where')}</span>
          <span>{t('scope.in')}</span>
          <bdi className={styles['where']}>{label}</bdi>
          <ChevronDown size={14} aria-hidden />
        </button>
      }
    >
      <MenuItem
        onSelect={() => {
          choosePart({});
        }}
      >
        {t('scope.everywhere')}
      </MenuItem>
      {collections.length === 0 ? null : <MenuLine />}
      {collections.map(({ name }) => (
        <MenuItem
          key={name}
          icon={<Layers size={16} aria-hidden />}
          onSelect={() => {
            choosePart({ collection: name });
          }}
        >
          <bdi>{nameOf(name)}</bdi>
        </MenuItem>
      ))}
      {folders.length === 0 ? null : <MenuLine />}
      {folders.map(({ path }) => (
        <MenuItem
          key={path}
          icon={<Folder size={16} aria-hidden />}
          onSelect={() => {
            choosePart({ folder: path });
          }}
        >
          <bdi>{path}</bdi>
        </MenuItem>
      ))}
    </Menu>
  );
}

/** Folders shown in the menu; a library of many is narrowed by collection or `@file`. */
const FOLDERS = 20;

/** The added folders, read when the menu is about to open. */
function useFolders(): [readonly SourceEntry[], () => void] {
  const client = useClient();
  const [folders, setFolders] = useState<readonly SourceEntry[]>([]);
  const read = async (): Promise<void> => {
    const listed = await client.call('listSources', {});
    if (listed.ok) setFolders(listed.value.sources.slice(0, FOLDERS));
  };
  return [folders, () => void read()];
}
