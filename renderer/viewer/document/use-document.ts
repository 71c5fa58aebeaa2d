import { useEffect, useRef, useState } from 'react';
import type { ContractError } from '../../../src/contract/errors.ts';
import type { DocumentDetail } from '../../../src/contract/library.ts';
import type { ViewerTarget } from '../../app/navigation.ts';
import { useClient } from '../../engine/client.ts';
import { useEngine } from '../../engine/engine-store.ts';
import { useRevision } from '../../engine/use-revision.ts';
import type { PageShape } from '../pdf/page-layout.ts';
import { prefetchPdf } from '../pdf/use-pdf.ts';
import type { ViewerStore } from '../viewer-store.ts';
import { type ConfirmedMark, confirmMark } from './confirm-mark.ts';
import { PageTexts } from './page-texts.ts';
import { readPosition, type Position } from './positions.ts';
import { versionOf } from './version.ts';

export type DocumentState =
  | { readonly state: 'loading' }
  | {
      readonly state: 'failed';
      readonly error: ContractError;
      /** Reads it once more; null where that cannot help. */
      readonly again: (() => void) | null;
    }
  | ({ readonly state: 'ready' } & ReadDocument);

export interface ReadDocument {
  readonly detail: DocumentDetail;
  readonly texts: PageTexts;
  readonly mark: ConfirmedMark;
  /** Where it opens. */
  readonly start: Position;
  /** The shape of the page it opens at, or null where that is not stored. */
  readonly likely: PageShape | null;
}

/** What stands in a text that was read says nothing of a file that has become another since. */
const ELSEWHERE: ConfirmedMark = { state: 'elsewhere' };

/**
 * Reads the document of a target and checks its mark; asks again for each target, since files
 * change. A later target of the same document keeps what is on the screen until it is read.
 */
export function useDocument(target: ViewerTarget, store: ViewerStore): DocumentState {
  const client = useClient();
  const [state, setState] = useState<DocumentState>({ state: 'loading' });
  const last = useRef<ReadDocument | null>(null);
  const running = useEngine((engine) => engine.engine.state === 'running');
  const [turn, setTurn] = useState(0);
  /** The target that was read: a restart of the engine leaves what is on the screen alone. */
  const done = useRef<ViewerTarget | null>(null);

  useEffect(() => {
    if (!running || done.current === target) return;
    let wanted = true;
    const { documentId } = target;
    const fresh = new PageTexts(client, documentId);
    const left = readPosition(documentId);
    const opensAt = target.mark?.spans[0]?.page ?? target.page ?? left.page;
    const describe = async () => {
      const read = await client.call('readDocument', { documentId });
      if (read.ok && wanted) prefetchPdf(client, read.value);
      return read;
    };
    const read = async (): Promise<void> => {
      const [described, mark, first] = await Promise.all([
        describe(),
        confirmMark(client, fresh, target),
        fresh.read(opensAt),
      ]);
      if (!wanted) return;
      if (!described.ok) {
        const again = (): void => {
          setState({ state: 'loading' });
          setTurn((now) => now + 1);
        };
        setState({ state: 'failed', error: described.error, again });
        return;
      }
      const detail = described.value;
      const before = last.current;
      const same = before !== null && versionOf(before.detail) === versionOf(detail);
      const ready: ReadDocument = {
        detail,
        texts: same ? before.texts : fresh,
        mark: detail.original === 'changed' && mark.state !== 'none' ? ELSEWHERE : mark,
        start: same ? before.start : opensAt === left.page ? left : { page: opensAt, fraction: 0 },
        likely: same ? before.likely : first.ok ? shapeOf(first.value) : null,
      };
      last.current = ready;
      done.current = target;
      goTo(store, target, ready);
      setState({ state: 'ready', ...ready });
    };
    void read();
    return () => {
      wanted = false;
    };
  }, [client, target, store, running, turn]);

  const gone = useGone(target.documentId);
  return gone === null ? state : { state: 'failed', error: gone, again: null };
}

/** Why a document can be shown no longer once it is removed, by whichever door; else null. */
function useGone(documentId: string): ContractError | null {
  const client = useClient();
  const revision = useRevision();
  // It is being read as it is now.
  const [opened] = useState(revision);
  const [gone, setGone] = useState<ContractError | null>(null);
  useEffect(() => {
    if (revision === opened) return;
    const controller = new AbortController();
    const look = async (): Promise<void> => {
      const { signal } = controller;
      const read = await client.call('readDocument', { documentId }, { signal });
      // Without an engine nothing is known; what is shown stays.
      if (!signal.aborted) setGone(!read.ok && read.error.code === 'not-found' ? read.error : null);
    };
    void look();
    return () => {
      controller.abort();
    };
  }, [client, documentId, revision, opened]);
  return gone;
}

/** Sets the goal: the mark where it was confirmed, else the page, else where it was left. */
function goTo(store: ViewerStore, target: ViewerTarget, { detail, mark }: ReadDocument): void {
  const pages = Math.max(1, detail.pages);
  store.setState({ pages });
  const [span] = mark.state === 'confirmed' ? mark.spans : (target.mark?.spans ?? []);
  if (mark.state === 'confirmed' && span !== undefined) {
    store.setState({ page: span.page, goal: { page: span.page, span, boxes: mark.boxes } });
  } else if (target.page !== null || span !== undefined) {
    const page = Math.min(pages, span?.page ?? target.page ?? 1);
    store.setState({ page, goal: { page } });
  }
}

function shapeOf(page: { width: number; height: number; rotation: number }): PageShape | null {
  if (page.width <= 0 || page.height <= 0) return null;
  return { width: page.width, height: page.height, rotation: page.rotation };
}
