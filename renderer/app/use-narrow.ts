import { useSyncExternalStore } from 'react';

/** Below so many pixels these do not fit side by side. */
const widths = {
  /** Sidebar, view and viewer. */
  'three-panes': 1440,
  /** Sidebar and view, or view and viewer at their usual least widths. */
  'two-panes': 760,
} as const;

const queries = {
  'three-panes': matchMedia(`(width < ${String(widths['three-panes'])}px)`),
  'two-panes': matchMedia(`(width < ${String(widths['two-panes'])}px)`),
};

/** True while the window is too narrow for so many panes. */
export function useNarrowFor(panes: keyof typeof widths): boolean {
  const query = queries[panes];
  return useSyncExternalStore(
    (onChange) => {
      query.addEventListener('change', onChange);
      return () => {
        query.removeEventListener('change', onChange);
      };
    },
    () => query.matches,
  );
}
