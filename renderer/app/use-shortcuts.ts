import { useEffect, useRef } from 'react';
import { useAddDocuments, type AddDocuments } from '../add/use-add-documents.ts';
import { useEngine } from '../engine/engine-store.ts';
import { menuCommands } from '../engine/menu-commands.ts';
import { stepBack, useEscape } from '../ui/escape.ts';
import { useNavigation } from './navigation.ts';
import { shortcutOf } from './shortcuts.ts';

/**
 * Listens to the window's shortcuts, and to the native menu, which offers some of them; the palette
 * listens to its own.
 */
export function useShortcuts(): void {
  const viewerOpen = useNavigation((state) => state.viewer !== null);
  const closeViewer = useNavigation((state) => state.closeViewer);
  useEscape(viewerOpen, closeViewer);

  const add = useAddDocuments();
  const latest = useRef(add);
  useEffect(() => {
    latest.current = add;
  }, [add]);

  // Before that, what is chosen could not be done.
  const described = useEngine((state) => state.shell !== null);
  useEffect(() => {
    if (!described) return;
    window.carrel?.onCommand((command) => {
      const known = menuCommands.find((each) => each === command);
      act(known, false, latest.current);
    });
  }, [described]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      if (act(shortcutOf(event), event.shiftKey, latest.current)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, []);
}

function act(shortcut: ReturnType<typeof shortcutOf>, shift: boolean, add: AddDocuments): boolean {
  const navigation = useNavigation.getState();
  switch (shortcut) {
    case 'ask':
      navigation.focusAsk();
      return true;
    case 'add-files':
      add.addFiles();
      return true;
    case 'add-folder':
      add.addFolder();
      return true;
    case 'settings':
      navigation.go({ kind: 'settings', page: 'models' });
      return true;
    case 'back':
      navigation.back();
      return true;
    case 'panes':
      focusNextPane(shift ? -1 : 1);
      return true;
    case 'step-back':
      return stepBack();
    case 'palette':
    case undefined:
      return false;
  }
}

/** Moves the focus to the first control of the next pane, or to the pane itself. */
function focusNextPane(direction: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')];
  const now = panes.findIndex((pane) => pane.contains(document.activeElement));
  const next = panes.at((Math.max(now, direction === 1 ? -1 : 0) + direction) % panes.length);
  const inside = next?.querySelector<HTMLElement>(
    'input, textarea, button:not([disabled]), a[href], [tabindex="0"]',
  );
  (inside ?? next)?.focus();
}
