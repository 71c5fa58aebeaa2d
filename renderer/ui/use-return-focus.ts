import { useCallback, useLayoutEffect, useRef } from 'react';
import { focusHome } from './focus-home.ts';

/**
 * For a dialog that no trigger of its own opens: the handler of `onCloseAutoFocus` that gives the
 * focus back to what had it before, unless what was chosen in the dialog has put it elsewhere.
 */
export function useReturnFocus(open: boolean): (event: Event) => void {
  const before = useRef<Element | null>(null);
  // Before the dialog takes the focus, which it does in an effect.
  useLayoutEffect(() => {
    if (open) before.current = document.activeElement;
  }, [open]);
  return useCallback((event) => {
    event.preventDefault();
    const { current } = before;
    if (document.activeElement !== document.body || !(current instanceof HTMLElement)) return;
    if (current.isConnected && current !== document.body) current.focus();
    else focusHome();
  }, []);
}
