import type { LibrarySort } from '../../../src/contract/library.ts';

export interface Column {
  readonly name: 'name' | 'type' | 'pages' | 'status' | 'size' | 'changed';
  readonly by: LibrarySort['by'];
}

/** Columns that can be sorted, in their order, between the box to choose and the actions. */
export const columns: readonly Column[] = [
  { name: 'name', by: 'name' },
  { name: 'type', by: 'type' },
  { name: 'pages', by: 'pages' },
  { name: 'status', by: 'status' },
  { name: 'size', by: 'bytes' },
  { name: 'changed', by: 'modified' },
];
