import { useEffect, useRef, useState } from 'react';
import { useEngine } from './engine-store.ts';

/** Shortest time between two readings of a library that keeps changing, in milliseconds. */
const REST_MS = 700;

/**
 * The library's revision; at once after a rest, and seldom enough while an import runs: once in
 * `restMs` milliseconds.
 */
export function useRevision(restMs = REST_MS): number {
  const revision = useEngine((state) => state.library?.revision ?? 0);
  const [told, setTold] = useState(revision);
  const last = useRef(0);
  useEffect(() => {
    if (revision === told) return;
    const timer = setTimeout(
      () => {
        last.current = Date.now();
        setTold(revision);
      },
      Math.max(0, last.current + restMs - Date.now()),
    );
    return () => {
      clearTimeout(timer);
    };
  }, [revision, told, restMs]);
  return told;
}
