import { useEffect, useState } from 'react';
import type { Hardware } from '../../src/contract/system.ts';
import { useClient } from '../engine/client.ts';
import { useEngine } from '../engine/engine-store.ts';

/** What the machine computes with; null until the engine has said so. */
export function useHardware(): Hardware | null {
  const client = useClient();
  const running = useEngine((state) => state.engine.state === 'running');
  const [hardware, setHardware] = useState<Hardware | null>(null);
  useEffect(() => {
    if (!running) return;
    const controller = new AbortController();
    const read = async (): Promise<void> => {
      const inspected = await client.call('inspectHardware', {}, { signal: controller.signal });
      if (inspected.ok) setHardware(inspected.value);
    };
    void read();
    return () => {
      controller.abort();
    };
  }, [client, running]);
  return hardware;
}
