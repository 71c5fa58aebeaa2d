import { create } from 'zustand';
import type { DocumentStatus } from '../../src/contract/documents.ts';
import type { ContractError } from '../../src/contract/errors.ts';
import type { LibraryRow, LibrarySort } from '../../src/contract/library.ts';

/** What the list shows and what is chosen in it. */
export interface LibraryScreen {
  readonly find: string;
  readonly status: readonly DocumentStatus[];
  readonly type: readonly string[];
  /** Absolute path; null: every folder. */
  readonly folder: string | null;
  readonly sort: LibrarySort;
  /** Ids of the chosen documents. */
  readonly selected: ReadonlySet<string>;
  /** Why the last action did not work. */
  readonly problem: ContractError | null;
  readonly dialog: LibraryDialog | null;
}

export type LibraryDialog =
  | { readonly kind: 'details'; readonly row: LibraryRow }
  | { readonly kind: 'remove'; readonly removal: AskedRemoval }
  | { readonly kind: 'folders' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'create' }
  | { readonly kind: 'rename'; readonly name: string }
  | { readonly kind: 'delete'; readonly name: string };

export interface AskedRemoval {
  readonly targets: readonly string[];
  /** The one document's or folder's name; null for several. */
  readonly name: string | null;
  readonly documents: number;
  /** Stored answers that quote one of them. */
  readonly answers: number;
}

const unfiltered = { find: '', status: [], type: [], folder: null } as const;
const none: ReadonlySet<string> = new Set();

/** Most documents that one action takes; the contract's own bound. */
export const MAX_TARGETS = 10_000;

/** The library's screen; filter and order stay while other views are shown. */
export const useLibrary = create<LibraryScreen>()(() => ({
  ...unfiltered,
  sort: { by: 'name', descending: false },
  selected: none,
  problem: null,
  dialog: null,
}));

/** Narrows or widens what the list shows; what was chosen is let go. */
export function setFilter(
  change: Partial<Pick<LibraryScreen, 'find' | 'status' | 'type' | 'folder'>>,
): void {
  useLibrary.setState({ ...change, selected: none });
}

export function clearFilter(): void {
  setFilter(unfiltered);
}

export function isFiltered({ find, status, type, folder }: LibraryScreen): boolean {
  return find.trim() !== '' || status.length > 0 || type.length > 0 || folder !== null;
}

/** Orders by a column; a second time the other way round. */
export function sortBy(by: LibrarySort['by']): void {
  useLibrary.setState(({ sort }) => ({
    sort: { by, descending: sort.by === by && !sort.descending },
  }));
}

export function select(selected: ReadonlySet<string>): void {
  useLibrary.setState({ selected });
}

export function clearSelection(): void {
  select(none);
}

export function openDialog(dialog: LibraryDialog): void {
  useLibrary.setState({ dialog });
}

export function closeDialog(): void {
  useLibrary.setState({ dialog: null });
}

/** Shows why an action did not work, or takes that away. */
export function setProblem(problem: ContractError | null): void {
  useLibrary.setState({ problem });
}

const troubles: readonly DocumentStatus[] = ['failed', 'partial', 'missing', 'skipped'];

/** Statuses that a person may want to do something about. */
export const troubled: ReadonlySet<DocumentStatus> = new Set(troubles);

/** Statuses in the order of the filter's menu. */
export const statuses: readonly DocumentStatus[] = [
  'indexed',
  ...troubles,
  'queued',
  'parsing',
  'embedding',
];
