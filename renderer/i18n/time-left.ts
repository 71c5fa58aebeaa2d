/** A rough time, in the unit that one would say it in. */
export interface TimeLeft {
  readonly unit: 'seconds' | 'minutes' | 'hours';
  readonly count: number;
}

/** How long something still takes; null where that is not known, or next to nothing. */
export function timeLeft(seconds: number | null): TimeLeft | null {
  if (seconds === null || seconds < 1) return null;
  if (seconds < 60) return { unit: 'seconds', count: Math.ceil(seconds) };
  if (seconds < 90 * 60) return { unit: 'minutes', count: Math.ceil(seconds / 60) };
  return { unit: 'hours', count: Math.round(seconds / 3600) };
}
