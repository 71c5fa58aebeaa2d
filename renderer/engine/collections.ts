import { useEffect } from 'react';
import { create } from 'zustand';
import type { CollectionEntry } from '../../src/contract/library.ts';
import { useClient } from './client.ts';
import { useEngine } from './engine-store.ts';

/** The collections with their counts; null until they were read once. */
export const useCollections = create<{ readonly collections: readonly CollectionEntry[] | null }>()(
  () => ({ collections: null }),
);

/** Reads the collections now and after every change of the library; the frame calls it once. */
export function useFollowCollections(): void {
  const client = useClient();
  const revision = useEngine((state) => state.library?.revision);
  useEffect(() => {
    const controller = new AbortController();
    const read = async (): Promise<void> => {
      const listed = await client.call('listCollections', {}, { signal: controller.signal });
      if (listed.ok) useCollections.setState({ collections: listed.value.collections });
    };
    void read();
    return () => {
      controller.abort();
    };
  }, [client, revision]);
}
