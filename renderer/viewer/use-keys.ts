import type { KeyboardEvent, RefObject } from 'react';
import { goToPage, stepZoom, useViewerStore } from './viewer-store.ts';

/** Pixels of the last screen that stay in sight after PageDown. */
const OVERLAP = 40;

export interface KeyActions {
  readonly section: RefObject<HTMLElement | null>;
  readonly finding: boolean;
  readonly openFind: () => void;
  readonly closeFind: () => void;
  readonly close: () => void;
  readonly goToMark: ((by: 1 | -1) => void) | null;
}

/**
 * The viewer's keys: Ctrl+F, Escape (find first, then the viewer), PageUp and PageDown by a screen,
 * Home and End, + and -, n and p between the quoted places.
 */
export function useKeys(actions: KeyActions): (event: KeyboardEvent<HTMLElement>) => void {
  const store = useViewerStore();
  return (event) => {
    const { target, key } = event;
    // Menus are drawn elsewhere and have keys of their own.
    if (event.defaultPrevented || !(target instanceof HTMLElement)) return;
    if (actions.section.current?.contains(target) !== true) return;
    const typing = target instanceof HTMLInputElement;
    const done = act(key);
    if (done) event.preventDefault();

    function act(pressed: string): boolean {
      if ((event.ctrlKey || event.metaKey) && !event.altKey) {
        if (pressed.toLowerCase() !== 'f') return false;
        actions.openFind();
        return true;
      }
      if (event.altKey) return false;
      if (pressed === 'Escape') {
        if (actions.finding) actions.closeFind();
        else actions.close();
        return true;
      }
      return typing ? false : move(pressed);
    }
  };

  function move(pressed: string): boolean {
    switch (pressed) {
      case 'PageDown':
      case 'PageUp': {
        const scroller = actions.section.current?.querySelector('[data-scroller]');
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
        actions.goToMark?.(1);
        return actions.goToMark !== null;
      case 'p':
        actions.goToMark?.(-1);
        return actions.goToMark !== null;
      default:
        return false;
    }
  }
}
