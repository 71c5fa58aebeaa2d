import { DetailsDialog } from './actions/details-dialog.tsx';
import type { Actions } from './actions/use-actions.ts';
import { DeleteDialog } from './collections/delete-dialog.tsx';
import { NameDialog } from './collections/name-dialog.tsx';
import { FoldersDialog } from './folders/folders-dialog.tsx';
import { useLibrary } from './library-store.ts';
import { RemoveDialog } from './removal/remove-dialog.tsx';
import { CancelDialog } from './work/cancel-dialog.tsx';

/** The one dialog that is open, if one is. */
export function LibraryDialogs({ actions }: { readonly actions: Actions }) {
  const dialog = useLibrary((state) => state.dialog);
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'details':
      return <DetailsDialog row={dialog.row} actions={actions} />;
    case 'remove':
      return <RemoveDialog removal={dialog.removal} />;
    case 'folders':
      return <FoldersDialog />;
    case 'cancel':
      return <CancelDialog />;
    case 'create':
      return <NameDialog renamed={null} />;
    case 'rename':
      return <NameDialog renamed={dialog.name} />;
    case 'delete':
      return <DeleteDialog name={dialog.name} />;
  }
}
