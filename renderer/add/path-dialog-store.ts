import { create } from 'zustand';

interface PathDialog {
  /** The collection for which a folder's path is asked; null while the dialog is closed. */
  readonly collection: string | null;
  /** What the dialog has begun and still speaks for. */
  readonly addition: number | null;
}

export const usePathDialog = create<PathDialog>()(() => ({ collection: null, addition: null }));

export function openPathDialog(collection: string): void {
  usePathDialog.setState({ collection, addition: null });
}

export function closePathDialog(): void {
  usePathDialog.setState({ collection: null, addition: null });
}
