import { useSyncExternalStore } from 'react';

/** Below this many pixels sidebar, view and viewer do not fit side by side. */
const THREE_PANES = 1440;

const query = matchMedia(`(width < ${String(THREE_PANES)}px)`);

/** True while the window is too narrow for three panes. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}

function subscribe(onChange: () => void): () => void {
  query.addEventListener('change', onChange);
  return () => {
    query.removeEventListener('change', onChange);
  };
}
