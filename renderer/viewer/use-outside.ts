import { useState } from 'react';
import type { ContractError } from '../../src/contract/errors.ts';
import { useClient } from '../engine/client.ts';
import { useEngine } from '../engine/engine-store.ts';

/** Opening a document in the system's own program, and showing it in its folder. */
export interface OutsideActions {
  readonly open: () => void;
  readonly reveal: () => void;
  /** Why the last of them did not work. */
  readonly error: ContractError | null;
}

/** Null where the program around the page cannot do it. */
export function useOutside(documentId: string): OutsideActions | null {
  const client = useClient();
  const canOpen = useEngine((state) => state.shell?.canOpen ?? false);
  const [error, setError] = useState<ContractError | null>(null);
  if (!canOpen) return null;
  const act = async (reveal: boolean): Promise<void> => {
    const done = await client.call('openOutside', { documentId, reveal });
    setError(done.ok ? null : done.error);
  };
  return { open: () => void act(false), reveal: () => void act(true), error };
}
