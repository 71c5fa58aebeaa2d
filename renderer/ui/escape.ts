import { useEffect, useRef } from 'react';

/** What Escape steps back from, the latest last. */
const steps: (() => void)[] = [];

/** Takes the latest step back; false where there is none. */
export function stepBack(): boolean {
  const step = steps.at(-1);
  step?.();
  return step !== undefined;
}

/**
 * While `active`, Escape calls `step` wherever the focus is, unless something inside (a menu, a
 * dialog, a field) has used the key. What became active last comes first.
 */
export function useEscape(active: boolean, step: () => void): void {
  const latest = useRef(step);
  useEffect(() => {
    latest.current = step;
  });
  useEffect(() => {
    if (!active) return;
    const call = (): void => {
      latest.current();
    };
    steps.push(call);
    return () => {
      steps.splice(steps.indexOf(call), 1);
    };
  }, [active]);
}
