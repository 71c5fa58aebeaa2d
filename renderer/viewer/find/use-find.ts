import { useEffect, useState } from 'react';
import type { Box, Span } from '../../../src/contract/place.ts';
import { locate } from '../document/confirm-mark.ts';
import type { PageTexts } from '../document/page-texts.ts';
import { useClient } from '../../engine/client.ts';
import { useViewerStore } from '../viewer-store.ts';
import { MAX_MATCHES, matchesIn } from './matches.ts';

/** Milliseconds after the last key before the search starts. */
const AFTER_TYPING_MS = 120;
/** Pages read at the same time. */
const TOGETHER = 8;

export interface Find {
  readonly query: string;
  readonly setQuery: (query: string) => void;
  readonly matches: readonly Span[];
  /** Index of the match shown, or -1. */
  readonly index: number;
  readonly step: (by: 1 | -1) => void;
  /** All pages were looked at, or MAX_MATCHES were found. */
  readonly done: boolean;
  /** Boxes of the match shown, on pages with a layout. */
  readonly currentBoxes: readonly Box[];
}

/** Finds words in the stored text of a document, which every format has. */
export function useFind(documentId: string, texts: PageTexts, pages: number): Find {
  const client = useClient();
  const store = useViewerStore();
  const [query, setQuery] = useState('');
  const [matches, setMatches] = useState<readonly Span[]>([]);
  const [index, setIndex] = useState(-1);
  const [done, setDone] = useState(true);
  const [currentBoxes, setCurrentBoxes] = useState<readonly Box[]>([]);

  useEffect(() => {
    let wanted = true;
    // A new search begins with nothing found; the words before must not stay marked.
    // oxlint-disable-next-line react/set-state-in-effect
    setMatches([]);
    setIndex(-1);
    setCurrentBoxes([]);
    if (query.trim() === '') {
      setDone(true);
      return;
    }
    setDone(false);
    const search = async (): Promise<void> => {
      const found: Span[] = [];
      const from = store.getState().page;
      for (let first = 1; first <= pages && found.length < MAX_MATCHES; first += TOGETHER) {
        const numbers = Array.from(
          { length: Math.min(TOGETHER, pages - first + 1) },
          (_, offset) => first + offset,
        );
        const read = await Promise.all(numbers.map((page) => texts.read(page)));
        if (!wanted) return;
        const before = found.length;
        read.forEach((result, offset) => {
          if (!result.ok) return;
          const room = MAX_MATCHES - found.length;
          found.push(...matchesIn(result.value.text, query, first + offset, room));
        });
        if (found.length > before) setMatches([...found]);
        // The first match from where the reader is.
        const near = found.findIndex((match) => match.page >= from);
        if (near >= 0) setIndex((now) => (now < 0 ? near : now));
      }
      if (found.length > 0) setIndex((now) => (now < 0 ? 0 : now));
      setDone(true);
    };
    const timer = setTimeout(() => void search(), AFTER_TYPING_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [query, texts, pages, store]);

  const current = matches[index];
  useEffect(() => {
    if (current === undefined) return;
    let wanted = true;
    const show = async (): Promise<void> => {
      const boxes = await locate(client, documentId, [current]);
      if (!wanted) return;
      setCurrentBoxes(boxes);
      store.setState({ goal: { page: current.page, boxes, span: current } });
    };
    void show();
    return () => {
      wanted = false;
    };
  }, [current, client, documentId, store]);

  const step = (by: 1 | -1): void => {
    if (matches.length > 0) setIndex((now) => (now + by + matches.length) % matches.length);
  };
  return { query, setQuery, matches, index, step, done, currentBoxes };
}
