import { useEffect } from 'react';
import { stepBack, useEscape } from '../ui/escape.ts';
import { useNavigation } from './navigation.ts';
import { shortcutOf } from './shortcuts.ts';

/** Listens to the window's shortcuts; the palette listens to its own. */
export function useShortcuts(): void {
  const viewerOpen = useNavigation((state) => state.viewer !== null);
  const closeViewer = useNavigation((state) => state.closeViewer);
  useEscape(viewerOpen, closeViewer);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      if (act(shortcutOf(event), event.shiftKey)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, []);
}

function act(shortcut: ReturnType<typeof shortcutOf>, shift: boolean): boolean {
  const navigation = useNavigation.getState();
  switch (shortcut) {
    case 'ask':
      navigation.focusAsk();
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
