import { useMemo } from 'react';
import type { Drop } from '../app/dropped.ts';
import { useNavigation } from '../app/navigation.ts';
import { useClient } from '../engine/client.ts';
import { useEngine } from '../engine/engine-store.ts';
import { addFiles, addPaths } from './adding.ts';
import { chooseFiles } from './choose-files.ts';
import { listChosen, listDropped } from './list-files.ts';
import { openPathDialog } from './path-dialog-store.ts';

export interface AddDocuments {
  /** A folder's path can be typed: there is no dialog of the system that would name it. */
  readonly canType: boolean;
  readonly addFiles: () => void;
  readonly addFolder: () => void;
  /** Asks for a folder's path. */
  readonly addByPath: () => void;
  readonly addDropped: (drop: Drop) => void;
  /** Adds by paths on this machine, to another collection if one is named. */
  readonly addPaths: (paths: readonly string[], collection?: string) => void;
}

/**
 * The ways to add documents, to `collection`, or else to the one that is shown. On the desktop the
 * files stay where they are; a browser names no paths, so that copies are kept.
 */
export function useAddDocuments(collection?: string | null): AddDocuments {
  const client = useClient();
  const canChoose = useEngine((state) => state.shell?.canChoose ?? false);
  return useMemo(() => {
    const target = (): string => collection ?? collectionShown();
    const choose = async (kind: 'files' | 'folder'): Promise<void> => {
      if (canChoose) {
        const chosen = await client.call('choosePaths', { kind });
        if (chosen.ok && chosen.value.paths.length > 0) {
          addPaths(client, chosen.value.paths, target());
        }
        return;
      }
      const files = await chooseFiles(kind);
      if (files.length > 0) addFiles(client, () => listChosen(files), target());
    };
    return {
      canType: !canChoose,
      addFiles: () => void choose('files'),
      addFolder: () => void choose('folder'),
      addByPath: () => {
        openPathDialog(target());
      },
      addDropped: ({ entries, files }) => {
        const bridge = window.carrel;
        if (bridge !== undefined) {
          const paths = files.map((file) => bridge.pathOf(file)).filter((path) => path !== '');
          if (paths.length > 0) addPaths(client, paths, target());
        } else if (entries.length > 0) {
          addFiles(client, (found, signal) => listDropped(entries, found, signal), target());
        } else if (files.length > 0) addFiles(client, () => listChosen(files), target());
      },
      addPaths: (paths, into) => void addPaths(client, paths, into ?? target()),
    };
  }, [canChoose, client, collection]);
}

/** Where documents go that are added without a word of where: to the collection on the screen. */
function collectionShown(): string {
  const { view } = useNavigation.getState();
  return (view.kind === 'library' ? view.collection : null) ?? 'default';
}
