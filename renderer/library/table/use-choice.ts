import { useState } from 'react';
import { useClient } from '../../engine/client.ts';
import { clearSelection, select, useLibrary } from '../library-store.ts';
import { indexOf, rowAt, type Loaded } from '../rows/loaded.ts';
import { readIds } from '../rows/read-ids.ts';
import type { ListQuery } from '../rows/use-rows.ts';

interface Place {
  readonly index: number;
  /** The document there, which the place follows when the list changes. */
  readonly id: string | null;
}

export interface Choice {
  /** The row that the keyboard is on. */
  readonly active: number;
  readonly moveTo: (index: number) => void;
  readonly only: (index: number) => void;
  readonly toggle: (index: number) => void;
  /** Everything from where the last choice was made to here. */
  readonly upTo: (index: number) => void;
  readonly everything: () => void;
}

const start: Place = { index: 0, id: null };

/** Which row is active and which are chosen, as in a file manager. */
export function useChoice(loaded: Loaded | null, query: ListQuery): Choice {
  const client = useClient();
  const total = loaded?.total ?? 0;
  const [place, setPlace] = useState(start);
  const [anchor, setAnchor] = useState(0);
  const followed = place.id === null ? -1 : indexOf(loaded, place.id);
  const active = Math.min(followed === -1 ? place.index : followed, Math.max(0, total - 1));
  const idAt = (index: number): string | null => rowAt(loaded, index)?.id ?? null;

  const moveTo = (index: number): void => {
    const within = Math.min(Math.max(0, index), Math.max(0, total - 1));
    setPlace({ index: within, id: idAt(within) });
  };
  const between = async (a: number, b: number): Promise<void> => {
    const [from, to] = [Math.min(a, b), Math.max(a, b)];
    const known: string[] = [];
    for (let index = from; index <= to; index += 1) {
      const id = idAt(index);
      if (id === null) {
        select(new Set(await readIds(client, query, from, to)));
        return;
      }
      known.push(id);
    }
    select(new Set(known));
  };
  return {
    active,
    moveTo,
    only: (index) => {
      const id = idAt(index);
      moveTo(index);
      setAnchor(index);
      if (id !== null) select(new Set([id]));
    },
    toggle: (index) => {
      const id = idAt(index);
      moveTo(index);
      setAnchor(index);
      if (id === null) return;
      const next = new Set(useLibrary.getState().selected);
      if (!next.delete(id)) next.add(id);
      select(next);
    },
    upTo: (index) => {
      const to = Math.min(Math.max(0, index), Math.max(0, total - 1));
      moveTo(to);
      void between(anchor, to);
    },
    everything: () => {
      if (total === 0) clearSelection();
      else void between(0, total - 1);
    },
  };
}
