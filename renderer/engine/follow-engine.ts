import type { Connection, DoorClient } from './client.ts';
import { useEngine } from './engine-store.ts';
import { readSettings } from './settings.ts';

/** Milliseconds before a stream that ended with the engine is asked for again. */
const AGAIN_MS = 500;

/** Follows the engine, the library and the settings until the connection is lost. */
export function followEngine({ client, onLost }: Connection): void {
  let lost = false;
  onLost((state) => {
    lost = true;
    useEngine.setState({ engine: { state } });
  });
  const isLost = (): boolean => lost;

  void readShell(client);
  void readSettings(client);
  void keepFollowing(isLost, () =>
    client.stream('followEngine', {}, (engine) => {
      useEngine.setState({ engine });
    }),
  );
  void keepFollowing(isLost, async () => {
    const ended = await client.stream('followLibrary', {}, (library) => {
      // Nothing of what the page asked for at its start could be answered.
      if (useEngine.getState().damaged) location.reload();
      else useEngine.setState({ library });
    });
    if (!ended.ok && ended.error.code === 'store-damaged') useEngine.setState({ damaged: true });
  });
}

async function keepFollowing(isLost: () => boolean, follow: () => Promise<unknown>): Promise<void> {
  while (!isLost()) {
    await follow();
    await new Promise((resolve) => {
      setTimeout(resolve, AGAIN_MS);
    });
  }
}

async function readShell(client: DoorClient): Promise<void> {
  const shell = await client.call('describeShell', {});
  if (shell.ok) useEngine.setState({ shell: shell.value });
}
