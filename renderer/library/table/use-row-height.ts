import { useEngine } from '../../engine/engine-store.ts';

const scales = { small: 0.925, medium: 1, large: 1.18 } as const;

/** The height of a row in CSS pixels, which grows with the size of text (tokens.css). */
export function useRowHeight(): number {
  const size = useEngine((state) => state.settings?.textSize ?? 'medium');
  return Math.round(32 * scales[size]);
}
