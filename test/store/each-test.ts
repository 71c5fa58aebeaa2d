import { afterEach, beforeEach } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/types/store.ts';
import type { VectorTable } from '../../src/store/types/vectors.ts';
import { temporaryHome } from './fixture.ts';

interface EachTest {
  /** The data folder of the test that is running. */
  readonly home: string;
  /** Closes the store and hands it out anew, as it is opened after a restart. */
  reopen(): Promise<void>;
}

/** Hands a fresh store to each test of a file, and closes and removes it after the test. */
export function storeForEachTest(give: (store: Store) => void, embedder?: VectorTable): EachTest {
  let folder: ReturnType<typeof temporaryHome>;
  let store: Store;
  const open = async (): Promise<void> => {
    store = await openStore(folder.home);
    if (embedder !== undefined) await store.useEmbedder(embedder);
    give(store);
  };
  beforeEach(async () => {
    folder = temporaryHome();
    await open();
  });
  afterEach(async () => {
    await store.close();
    folder[Symbol.dispose]();
  });
  return {
    get home() {
      return folder.home;
    },
    async reopen() {
      await store.close();
      await open();
    },
  };
}
