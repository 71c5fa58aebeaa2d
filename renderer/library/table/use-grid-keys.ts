import type { KeyboardEvent } from 'react';
import { clearSelection, useLibrary } from '../library-store.ts';
import type { Choice } from './use-choice.ts';

interface GridKeys {
  readonly choice: Choice;
  readonly total: number;
  /** Rows of one screen. */
  readonly rowsShown: () => number;
  readonly onMove: (index: number) => void;
  readonly onOpen: (index: number) => void;
  readonly onMenu: (index: number) => void;
  readonly onRemove: () => void;
}

/** The keys of the grid; arrows alone move, with Shift they choose. */
export function useGridKeys(grid: GridKeys): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    // The columns' names and boxes have keys of their own.
    if (event.target !== event.currentTarget || event.altKey) return;
    if (act(event, grid)) event.preventDefault();
  };
}

function act(event: KeyboardEvent<HTMLElement>, grid: GridKeys): boolean {
  const { choice, total, onMove } = grid;
  const { key, shiftKey } = event;
  const control = event.ctrlKey || event.metaKey;
  const target = targetOf(key, grid);
  if (target !== null) {
    const index = Math.min(Math.max(0, target), Math.max(0, total - 1));
    if (shiftKey) choice.upTo(index);
    else choice.moveTo(index);
    onMove(index);
    return true;
  }
  switch (key) {
    case ' ':
      if (shiftKey) choice.upTo(choice.active);
      else choice.toggle(choice.active);
      return true;
    case 'Enter':
      grid.onOpen(choice.active);
      return true;
    case 'a':
      if (!control) return false;
      choice.everything();
      return true;
    case 'Delete':
    case 'Backspace':
      grid.onRemove();
      return true;
    case 'ContextMenu':
      grid.onMenu(choice.active);
      return true;
    case 'F10':
      if (!shiftKey) return false;
      grid.onMenu(choice.active);
      return true;
    case 'Escape':
      // Without a choice it steps back from what is around the list.
      if (useLibrary.getState().selected.size === 0) return false;
      clearSelection();
      return true;
    default:
      return false;
  }
}

function targetOf(key: string, { choice, total, rowsShown }: GridKeys): number | null {
  switch (key) {
    case 'ArrowDown':
      return choice.active + 1;
    case 'ArrowUp':
      return choice.active - 1;
    case 'PageDown':
      return choice.active + rowsShown();
    case 'PageUp':
      return choice.active - rowsShown();
    case 'Home':
      return 0;
    case 'End':
      return total - 1;
    default:
      return null;
  }
}
