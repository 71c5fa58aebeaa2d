import { type KeyboardEvent, type RefObject, useEffect } from 'react';
import { goToPage, stepZoom, useViewerStore } from './viewer-store.ts';

/** Pixels of the last screen that stay in sight after PageDown. */
const OVERLAP = 40;

export interface KeyActions {
  readonly section: RefObject<HTMLElement | null>;
  readonly goToMark: ((by: 1 | -1) => void) | null;
}

/** Ctrl+F anywhere in the window finds in the open document; a dialog in front of it comes first. */
export function useFindKey(openFind: () => void): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.shiftKey) return;
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f') return;
      if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return;
      event.preventDefault();
      openFind();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [openFind]);
}

/**
 * The viewer's keys: PageUp and PageDown by a screen, Home and End, + and -, n and p between the
 * quoted places. Escape belongs to whatever was opened last.
 */
export function useKeys({
  section,
  goToMark,
}: KeyActions): (event: KeyboardEvent<HTMLElement>) => void {
  const store = useViewerStore();
  return (event) => {
    const { target, key } = event;
    // Menus are drawn elsewhere and have keys of their own.
    if (event.defaultPrevented || !(target instanceof HTMLElement)) return;
    if (section.current?.contains(target) !== true) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target instanceof HTMLInputElement) return;
    if (move(key)) event.preventDefault();
  };

  function move(pressed: string): boolean {
    switch (pressed) {
      case 'PageDown':
      case 'PageUp': {
        const scroller = section.current?.querySelector('[data-scroller]');
        const height = Math.max(OVERLAP, (scroller?.clientHeight ?? 0) - OVERLAP);
        scroller?.scrollBy({ top: pressed === 'PageDown' ? height : -height });
        return true;
      }
      case 'Home':
        goToPage(store, 1);
        return true;
      case 'End':
        goToPage(store, store.getState().pages);
        return true;
      case '+':
      case '=':
        stepZoom(store, 1);
        return true;
      case '-':
        stepZoom(store, -1);
        return true;
      case 'n':
        goToMark?.(1);
        return goToMark !== null;
      case 'p':
        goToMark?.(-1);
        return goToMark !== null;
      default:
        return false;
    }
  }
}
