import { create } from 'zustand';
import type { Scope } from '../../../src/contract/documents.ts';
import type { LibraryFilter } from '../../../src/contract/library.ts';

/** Where a question looks, as chosen beside the field. */
export interface Choice {
  readonly collection: string | null;
  /** Absolute path. */
  readonly folder: string | null;
  readonly files: readonly { readonly id: string; readonly document: string }[];
}

interface Field {
  readonly text: string;
  readonly choice: Choice;
}

const everywhere: Choice = { collection: null, folder: null, files: [] };

/** What stands in the field at the top; kept while other views are shown. */
export const useField = create<Field>()(() => ({ text: '', choice: everywhere }));

/** Looks in a collection, a folder or, with neither, everywhere; files chosen before stay. */
export function choosePart(part: Partial<Pick<Choice, 'collection' | 'folder'>>): void {
  useField.setState(({ choice }) => ({
    choice: { collection: null, folder: null, files: choice.files, ...part },
  }));
}

/** Adds a file to those looked in. */
export function addFile(file: Choice['files'][number]): void {
  useField.setState(({ choice }) => ({
    choice: { ...choice, files: [...choice.files.filter(({ id }) => id !== file.id), file] },
  }));
}

/** Takes a file off those looked in. */
export function removeFile(id: string): void {
  useField.setState(({ choice }) => ({
    choice: { ...choice, files: choice.files.filter((file) => file.id !== id) },
  }));
}

/** The choice as the contract's scope. */
export function scopeOf({ collection, folder, files }: Choice): Scope {
  return {
    ...filterOf({ collection, folder }),
    ...(files.length === 0 ? {} : { documents: files.map(({ id }) => id) }),
  };
}

/** The choice as a filter of the library, which knows no single files. */
export function filterOf({
  collection,
  folder,
}: Pick<Choice, 'collection' | 'folder'>): LibraryFilter {
  return {
    ...(collection === null ? {} : { collection }),
    ...(folder === null ? {} : { folder }),
  };
}
