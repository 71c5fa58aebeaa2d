import { useEffect, useRef, useState } from 'react';
import type { ContractError } from '../../../src/contract/errors.ts';
import { useClient } from '../../engine/client.ts';
import { useEngine } from '../../engine/engine-store.ts';

interface MoveProgress {
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

export interface Move {
  /** Null until the first bytes are copied. */
  readonly progress: MoveProgress | null;
  readonly busy: boolean;
  readonly error: ContractError | null;
  readonly setError: (error: ContractError | null) => void;
  readonly start: (to: string) => void;
  /** Stops it; the data stays where it was. */
  readonly cancel: () => void;
}

/** Moves the data folder and calls `onMoved` once the new one is in use. */
export function useMove(onMoved: () => void): Move {
  const client = useClient();
  const [progress, setProgress] = useState<MoveProgress | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ContractError | null>(null);
  const controller = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      controller.current?.abort();
    },
    [],
  );
  const move = async (to: string): Promise<void> => {
    const own = new AbortController();
    controller.current = own;
    setBusy(true);
    setError(null);
    setProgress(null);
    const moved = await client.stream('moveHome', { to }, setProgress, { signal: own.signal });
    setBusy(false);
    if (moved.ok) {
      const shell = await client.call('describeShell', {});
      if (shell.ok) useEngine.setState({ shell: shell.value });
      onMoved();
    } else if (moved.error.code !== 'cancelled') setError(moved.error);
  };
  return {
    progress,
    busy,
    error,
    setError,
    start: (to) => void move(to),
    cancel: () => {
      controller.current?.abort();
    },
  };
}
