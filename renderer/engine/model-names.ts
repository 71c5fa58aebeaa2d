import { useEffect } from 'react';
import { create } from 'zustand';
import { useClient, type DoorClient } from './client.ts';

const useNames = create<{ readonly names: ReadonlyMap<string, string> }>()(() => ({
  names: new Map(),
}));

let reading: Promise<void> | null = null;

async function readNames(client: DoorClient): Promise<void> {
  const listed = await client.call('listModels', {});
  if (!listed.ok) return;
  useNames.setState({ names: new Map(listed.value.models.map(({ id, name }) => [id, name])) });
}

/** A model's name as its maker writes it, by its id; the id until that is known or where it is gone. */
export function useModelName(id: string | null): string | null {
  const client = useClient();
  const name = useNames(({ names }) => (id === null ? undefined : names.get(id)));
  const wanted = id !== null && id !== '' && name === undefined;
  useEffect(() => {
    // Once for all that ask at the same time.
    if (wanted) {
      reading ??= readNames(client).finally(() => {
        reading = null;
      });
    }
  }, [client, wanted]);
  return name ?? id;
}
