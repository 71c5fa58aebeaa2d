import { useCallback, useEffect, useRef, useState } from 'react';
import type { ContractError } from '../../../src/contract/errors.ts';
import type { LibraryFilter, LibrarySort } from '../../../src/contract/library.ts';
import { useClient } from '../../engine/client.ts';
import { useEngine } from '../../engine/engine-store.ts';
import { type Loaded, PAGE_ROWS, withPage } from './loaded.ts';
import { useRevision } from '../../engine/use-revision.ts';

export interface ListQuery {
  readonly filter: LibraryFilter;
  readonly sort: LibrarySort;
}

/** First and last page of rows that are on the screen. */
export interface PageRange {
  readonly first: number;
  readonly last: number;
}

export interface Rows {
  /** Null until something was read; the list before stays until the next is there. */
  readonly loaded: Loaded | null;
  readonly error: ContractError | null;
  readonly again: () => void;
}

/** Milliseconds of rest while one types or scrolls before the engine is asked. */
const TYPING_MS = 80;
const SCROLLING_MS = 30;

/**
 * The rows on the screen of a list of any length, read page by page and again when the library has
 * changed. `query` must be the same object while it means the same.
 */
export function useRows(query: ListQuery, { first, last }: PageRange): Rows {
  const client = useClient();
  const running = useEngine((state) => state.engine.state === 'running');
  const revision = useRevision();
  const [turn, setTurn] = useState(0);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [error, setError] = useState<ContractError | null>(null);
  const latest = useRef<Loaded | null>(null);

  useEffect(() => {
    if (!running) return;
    const controller = new AbortController();
    const { signal } = controller;
    const key = JSON.stringify(query);
    const isKnown = (page: number): boolean =>
      latest.current?.key === key && latest.current.pages.get(page)?.revision === revision;
    const read = async (): Promise<void> => {
      for (let page = first; page <= last; page += 1) {
        if (isKnown(page)) continue;
        const window = { offset: page * PAGE_ROWS, limit: PAGE_ROWS };
        const browsed = await client.call('browseDocuments', { ...query, ...window }, { signal });
        if (signal.aborted) return;
        if (!browsed.ok) {
          setError(browsed.error);
          return;
        }
        const { documents, ...list } = browsed.value;
        latest.current = withPage(latest.current, { key, ...list }, page, {
          rows: documents,
          revision,
        });
        setLoaded(latest.current);
        setError(null);
      }
    };
    const rest =
      latest.current === null ? 0 : latest.current.key === key ? SCROLLING_MS : TYPING_MS;
    const timer = setTimeout(() => void read(), rest);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [client, running, revision, turn, query, first, last]);

  const again = useCallback(() => {
    latest.current = null;
    setTurn((now) => now + 1);
  }, []);
  return { loaded, error, again };
}
