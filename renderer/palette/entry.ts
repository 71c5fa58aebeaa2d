import type { ReactNode } from 'react';
import { plain } from '../ui/names-first.ts';

/** One line of the palette. */
export interface Entry {
  readonly id: string;
  readonly label: string;
  /** Shown at the end of the line: where it is, or its keys. */
  readonly hint?: string;
  /** Words that find it beside those of its label. */
  readonly words?: string;
  readonly icon: ReactNode;
  /** What choosing it does; the palette closes unless it says `stay`. */
  readonly run: () => 'stay' | 'close';
}

export interface EntryGroup {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** The entries that hold every word typed, at the beginning of one of theirs if possible. */
export function matching(entries: readonly Entry[], typed: string): readonly Entry[] {
  const wanted = plain(typed).split(/\s+/u).filter(Boolean);
  if (wanted.length === 0) return entries;
  const ranked = entries.flatMap((entry) => {
    const own = plain(`${entry.label} ${entry.words ?? ''}`);
    if (!wanted.every((word) => own.includes(word))) return [];
    const parts = own.split(/[^\p{L}\p{N}]+/u);
    const starts = wanted.every((word) => parts.some((part) => part.startsWith(word)));
    return [{ entry, rank: starts ? 0 : 1 }];
  });
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ entry }) => entry);
}
