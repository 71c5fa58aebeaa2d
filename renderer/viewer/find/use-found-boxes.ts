import { useEffect, useState } from 'react';
import type { Box, Span } from '../../../src/contract/place.ts';
import { useClient } from '../../engine/client.ts';
import { locate } from '../document/confirm-mark.ts';

/** Boxes of the matches on a range of pages. */
export function useFoundBoxes(
  documentId: string,
  matches: readonly Span[],
  { first, last }: { readonly first: number; readonly last: number },
): readonly Box[] {
  const client = useClient();
  const [boxes, setBoxes] = useState<readonly Box[]>([]);
  useEffect(() => {
    let wanted = true;
    const spans = matches.filter(({ page }) => page >= first && page <= last);
    const ask = async (): Promise<void> => {
      const located = spans.length === 0 ? [] : await locate(client, documentId, spans);
      if (wanted) setBoxes((old) => (old.length === 0 && located.length === 0 ? old : located));
    };
    void ask();
    return () => {
      wanted = false;
    };
  }, [client, documentId, matches, first, last]);
  return boxes;
}
