import { useEffect, useState } from 'react';
import type { Hardware } from '../../src/contract/system.ts';
import { useClient } from '../engine/client.ts';
import { useEngine } from '../engine/engine-store.ts';

export interface MachineParts {
  /** Null until the engine has said so. */
  readonly hardware: Hardware | null;
  /** It cannot say. */
  readonly failed: boolean;
}

const unknown: MachineParts = { hardware: null, failed: false };

/** What the machine computes with. */
export function useHardware(): MachineParts {
  const client = useClient();
  const running = useEngine((state) => state.engine.state === 'running');
  const [parts, setParts] = useState(unknown);
  useEffect(() => {
    if (!running) return;
    const controller = new AbortController();
    const read = async (): Promise<void> => {
      const inspected = await client.call('inspectHardware', {}, { signal: controller.signal });
      if (controller.signal.aborted) return;
      if (inspected.ok) setParts({ hardware: inspected.value, failed: false });
      else setParts({ hardware: null, failed: true });
    };
    void read();
    return () => {
      controller.abort();
    };
  }, [client, running]);
  return parts;
}
