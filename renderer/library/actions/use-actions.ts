import { useMemo } from 'react';
import type { Result } from '../../../src/contract/result.ts';
import type { LibraryRow } from '../../../src/contract/library.ts';
import { useNavigation } from '../../app/navigation.ts';
import { useClient, type DoorClient } from '../../engine/client.ts';
import { fileName } from '../../ui/document-name.ts';
import { openDialog, setProblem, useLibrary } from '../library-store.ts';
import { askToRemove } from '../removal/remove.ts';

/** What can be done with documents of the list. */
export interface Actions {
  /** Shows it in the viewer, or why there is nothing to show. */
  readonly open: (row: LibraryRow) => void;
  /** Shows what Carrel read beside the original. */
  readonly openReading: (row: LibraryRow) => void;
  /** In the system's own program, or in its folder. */
  readonly openOutside: (row: LibraryRow, reveal: boolean) => void;
  readonly retry: (ids: readonly string[]) => void;
  readonly remove: (row: LibraryRow) => void;
  readonly removeSelected: () => void;
}

export function useActions(): Actions {
  const client = useClient();
  return useMemo(() => actionsOf(client), [client]);
}

function actionsOf(client: DoorClient): Actions {
  return {
    open: (row) => {
      if (canShow(row)) useNavigation.getState().open({ documentId: row.id, page: null });
      else openDialog({ kind: 'details', row });
    },
    openReading: ({ id }) => {
      useNavigation.getState().open({ documentId: id, page: null, reading: true });
    },
    openOutside: ({ id }, reveal) => {
      void reportFailure(client.call('openOutside', { documentId: id, reveal }));
    },
    retry: (ids) => {
      void reportFailure(client.call('retryDocuments', { documents: [...ids] }));
    },
    remove: ({ id, document }) => {
      void askToRemove(client, [id], fileName(document));
    },
    removeSelected: () => {
      void askToRemove(client, [...useLibrary.getState().selected], null);
    },
  };
}

/** It has text of its own, read now or before its file changed or went; an archive has none. */
export function canShow({ pages }: LibraryRow): boolean {
  return pages > 0;
}

/** Trying again may help: the file may have been changed, found or unlocked since. */
export function canRetry({ status }: LibraryRow): boolean {
  return status === 'failed' || status === 'partial' || status === 'missing';
}

/** Shows an action's error above the list. */
async function reportFailure(asked: Promise<Result<unknown>>): Promise<void> {
  const done = await asked;
  setProblem(done.ok ? null : done.error);
}
