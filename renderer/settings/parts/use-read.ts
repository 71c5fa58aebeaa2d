import { useCallback, useEffect, useState } from 'react';
import type { ContractError } from '../../../src/contract/errors.ts';
import type { Result } from '../../../src/contract/result.ts';
import { useClient, type DoorClient } from '../../engine/client.ts';
import { useEngine } from '../../engine/engine-store.ts';

export interface Read<T> {
  /** Null until it was read once; stays while it is read again. */
  readonly value: T | null;
  readonly error: ContractError | null;
  readonly again: () => void;
}

/**
 * Asks the engine once it runs, and again on demand or after a restart. `read` must be the same
 * function at every rendering.
 */
export function useRead<T>(
  read: (client: DoorClient, signal: AbortSignal) => Promise<Result<T>>,
): Read<T> {
  const client = useClient();
  const running = useEngine((state) => state.engine.state === 'running');
  const [turn, setTurn] = useState(0);
  const [value, setValue] = useState<T | null>(null);
  const [error, setError] = useState<ContractError | null>(null);
  useEffect(() => {
    if (!running) return;
    const controller = new AbortController();
    const start = async (): Promise<void> => {
      const result = await read(client, controller.signal);
      if (controller.signal.aborted) return;
      if (result.ok) setValue(result.value);
      setError(result.ok ? null : result.error);
    };
    void start();
    return () => {
      controller.abort();
    };
  }, [client, read, running, turn]);
  const again = useCallback(() => {
    setTurn((now) => now + 1);
  }, []);
  return { value, error, again };
}
