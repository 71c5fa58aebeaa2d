import { useCallback, useEffect, useState } from 'react';
import type { ContractError } from '../../../src/contract/errors.ts';
import type { Settings } from '../../../src/contract/settings.ts';
import { useClient } from '../../engine/client.ts';
import { useEngine } from '../../engine/engine-store.ts';
import { changeSettings, readSettings } from '../../engine/settings.ts';

export interface UsedSettings {
  /** Null until they were read. */
  readonly settings: Settings | null;
  /** Why they could not be read or stored, or null. */
  readonly error: ContractError | null;
  readonly change: (change: Partial<Settings>) => void;
}

/** The settings, and the way to change them at once. */
export function useSettings(): UsedSettings {
  const client = useClient();
  const settings = useEngine((state) => state.settings);
  const running = useEngine((state) => state.engine.state === 'running');
  const missing = settings === null;
  const [error, setError] = useState<ContractError | null>(null);
  useEffect(() => {
    if (!missing || !running) return;
    const controller = new AbortController();
    const read = async (): Promise<void> => {
      const failed = await readSettings(client, controller.signal);
      if (!controller.signal.aborted) setError(failed);
    };
    void read();
    return () => {
      controller.abort();
    };
  }, [client, missing, running]);
  const change = useCallback(
    (wanted: Partial<Settings>) => {
      const store = async (): Promise<void> => {
        setError(await changeSettings(client, wanted));
      };
      void store();
    },
    [client],
  );
  return { settings, error, change };
}
