import { type RefObject, useLayoutEffect } from 'react';

/** Gives the focus back to where it was when the part opened, if it goes while it has the focus. */
export function useFocusBack(part: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    const { current } = part;
    return () => {
      if (current?.contains(document.activeElement) !== true) return;
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [part]);
}
