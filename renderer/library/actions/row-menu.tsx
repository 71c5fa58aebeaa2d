import {
  BookOpenText,
  ExternalLink,
  FolderOpen,
  Info,
  PanelRight,
  RotateCw,
  Trash2,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LibraryRow } from '../../../src/contract/library.ts';
import { useEngine } from '../../engine/engine-store.ts';
import { ContextMenu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { openDialog } from '../library-store.ts';
import { canRetry, canShow, type Actions } from './use-actions.ts';

/** What can be done with one document. */
export function RowMenu({
  at,
  row,
  actions,
  onClose,
  onCloseFocus,
}: {
  readonly at: { readonly x: number; readonly y: number };
  readonly row: LibraryRow;
  readonly actions: Actions;
  readonly onClose: () => void;
  readonly onCloseFocus: () => void;
}) {
  const { t } = useTranslation('library');
  const canOpen = useEngine((state) => state.shell?.canOpen ?? false);
  return (
    <ContextMenu
      at={at}
      label={t('table.actions', { name: row.document })}
      onClose={onClose}
      onCloseFocus={onCloseFocus}
    >
      {canShow(row) ? (
        <MenuItem
          icon={<PanelRight size={16} aria-hidden />}
          onSelect={() => {
            actions.open(row);
          }}
        >
          {t('action.open')}
        </MenuItem>
      ) : null}
      {canShow(row) && row.type === 'pdf' ? (
        <MenuItem
          icon={<BookOpenText size={16} aria-hidden />}
          onSelect={() => {
            actions.openReading(row);
          }}
        >
          {t('action.reading')}
        </MenuItem>
      ) : null}
      {canOpen && row.status !== 'missing' ? (
        <>
          <MenuItem
            icon={<ExternalLink size={16} aria-hidden />}
            onSelect={() => {
              actions.openOutside(row, false);
            }}
          >
            {t('action.outside')}
          </MenuItem>
          <MenuItem
            icon={<FolderOpen size={16} aria-hidden />}
            onSelect={() => {
              actions.openOutside(row, true);
            }}
          >
            {t('action.reveal')}
          </MenuItem>
        </>
      ) : null}
      <MenuItem
        icon={<Info size={16} aria-hidden />}
        onSelect={() => {
          openDialog({ kind: 'details', row });
        }}
      >
        {t('action.details')}
      </MenuItem>
      <MenuLine />
      {canRetry(row) ? (
        <MenuItem
          icon={<RotateCw size={16} aria-hidden />}
          onSelect={() => {
            actions.retry([row.id]);
          }}
        >
          {t('action.retry')}
        </MenuItem>
      ) : null}
      <MenuItem
        danger
        icon={<Trash2 size={16} aria-hidden />}
        onSelect={() => {
          actions.remove(row);
        }}
      >
        {t('action.remove')}
      </MenuItem>
    </ContextMenu>
  );
}
