import { useLayoutEffect, type RefObject } from 'react';

/** Puts the focus on what the middle pane is for (`data-focus-home`), or on the pane. */
export function focusHome(): void {
  const pane = document.querySelector<HTMLElement>('[data-pane="middle"]');
  const home = pane?.querySelector<HTMLElement>('[data-focus-home]');
  (home ?? pane)?.focus();
}

/** Puts the focus there if the part goes while it has it, so that it is never lost. */
export function useFocusHome(part: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const { current } = part;
    return () => {
      if (current?.contains(document.activeElement) === true) focusHome();
    };
  }, [part]);
}
