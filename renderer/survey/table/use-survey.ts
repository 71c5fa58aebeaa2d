import { useCallback, useEffect, useRef, useState } from 'react';
import type { ContractError } from '../../../src/contract/errors.ts';
import type {
  SurveyEntry,
  SurveyRow,
  SurveyShow,
  SurveySort,
} from '../../../src/contract/surveys.ts';
import { useClient } from '../../engine/client.ts';
import { useEngine } from '../../engine/engine-store.ts';
import { useRevision } from '../../engine/use-revision.ts';

/** Rows added at a time. */
const ROWS = 100;
/** Least time between two readings of rows while the table fills, in milliseconds. */
const REST_MS = 700;

export interface ShownSurvey {
  /** Null until it was read once. */
  readonly survey: SurveyEntry | null;
  readonly rows: readonly SurveyRow[];
  readonly total: number;
  readonly error: ContractError | null;
  readonly more: () => void;
  readonly again: () => void;
}

/** A survey as it goes on, with its rows from the first. */
export function useSurvey(id: string, show: SurveyShow, sort: SurveySort | undefined): ShownSurvey {
  const client = useClient();
  const running = useEngine((state) => state.engine.state === 'running');
  const revision = useRevision();
  const [turn, setTurn] = useState(0);
  const [limit, setLimit] = useState(ROWS);
  const [survey, setSurvey] = useState<SurveyEntry | null>(null);
  const [error, setError] = useState<ContractError | null>(null);
  const [shown, setShown] = useState<{ rows: readonly SurveyRow[]; total: number }>({
    rows: [],
    total: 0,
  });
  const last = useRef(0);
  const done = survey === null ? 0 : survey.coverage.read + survey.coverage.failed;
  const state = survey?.state;
  const ended = state === 'complete' || state === 'cancelled';

  useEffect(() => {
    if (!running) return;
    const controller = new AbortController();
    const { signal } = controller;
    const follow = async (): Promise<void> => {
      const followed = await client.stream('followSurvey', { id }, setSurvey, { signal });
      if (!followed.ok && !signal.aborted) setError(followed.error);
    };
    void follow();
    return () => {
      controller.abort();
    };
  }, [client, id, running, turn]);

  useEffect(() => {
    if (!running) return;
    const controller = new AbortController();
    const { signal } = controller;
    const read = async (): Promise<void> => {
      last.current = Date.now();
      const rows: SurveyRow[] = [];
      for (;;) {
        const input = { id, show, offset: rows.length, limit: ROWS };
        const part = await client.call(
          'readSurvey',
          sort === undefined ? input : { ...input, sort },
          { signal },
        );
        if (signal.aborted) return;
        if (!part.ok) {
          setError(part.error);
          return;
        }
        rows.push(...part.value.rows);
        const whole = part.value.rows.length === 0 || rows.length >= part.value.total;
        if (!whole && rows.length < limit) continue;
        setError(null);
        setShown({ rows, total: part.value.total });
        return;
      }
    };
    const wait = ended ? 0 : Math.max(0, last.current + REST_MS - Date.now());
    const timer = setTimeout(() => void read(), wait);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [client, id, running, show, sort, limit, done, ended, revision, turn]);

  const more = useCallback(() => {
    setLimit((now) => now + ROWS);
  }, []);
  const again = useCallback(() => {
    setError(null);
    setTurn((now) => now + 1);
  }, []);
  return { survey, ...shown, error, more, again };
}
