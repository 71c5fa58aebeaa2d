import { create } from 'zustand';
import type { LibraryState } from '../../src/contract/library.ts';
import type { Settings } from '../../src/contract/settings.ts';
import type { EngineState, ShellDescription } from '../../src/contract/shell-routes.ts';
import type { Connection, DoorClient, LossReason } from './client.ts';

interface EngineStore {
  /** `lost` and `crowded`: the connection is gone for good; reload the page. */
  readonly engine: EngineState | { readonly state: 'connecting' } | { readonly state: LossReason };
  readonly shell: ShellDescription | null;
  readonly settings: Settings | null;
  readonly library: LibraryState | null;
  /** Damage keeps what is stored from being opened; it can be mended or a backup restored. */
  readonly damaged: boolean;
}

/** What every part of the page needs to know of the engine, kept up to date by `followEngine`. */
export const useEngine = create<EngineStore>()(() => ({
  engine: { state: 'connecting' },
  shell: null,
  settings: null,
  library: null,
  damaged: false,
}));

/** Reading is paused; to be used as a selector of `useEngine`. */
export function isPaused({ library }: Pick<EngineStore, 'library'>): boolean {
  return library?.work === 'paused';
}

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

async function readSettings(client: DoorClient): Promise<void> {
  const settings = await client.call('readSettings', {});
  if (settings.ok) useEngine.setState({ settings: settings.value });
}

async function readShell(client: DoorClient): Promise<void> {
  const shell = await client.call('describeShell', {});
  if (shell.ok) useEngine.setState({ shell: shell.value });
}
