import { useEffect, useState } from 'react';
import type { FoundDocument, LibraryRow } from '../../../src/contract/library.ts';
import type { DoorClient } from '../../engine/client.ts';
import { useClient } from '../../engine/client.ts';
import { namesFirst } from '../../ui/names-first.ts';
import { filterOf, type Choice } from './field-store.ts';
import type { Mention } from './mention.ts';

/** What the list under the field offers. */
export type Suggestion =
  | { readonly kind: 'file'; readonly key: string; readonly row: LibraryRow }
  | { readonly kind: 'document'; readonly key: string; readonly found: FoundDocument }
  | {
      readonly kind: 'words';
      readonly key: string;
      readonly found: FoundDocument;
      readonly hit: FoundDocument['hits'][number];
    };

/** What was found for the text in the field. */
export interface Found {
  readonly suggestions: readonly Suggestion[];
  /** What was looked for, once there is an answer. */
  readonly looked: 'words' | 'files' | null;
}

const nothing: Found = { suggestions: [], looked: null };

/** Milliseconds of rest before a search; with 20 to 60 ms of search, hits come within 150. */
const REST_MS = 60;
const MIN_CHARACTERS = 2;
const DOCUMENTS = 6;
const HITS = 3;
const FILES = 8;
/** Files looked at, so that those whose name begins with what was typed come first. */
const FILES_LOOKED_AT = 50;

/** Suggestions for what stands in the field; an older search is cancelled by a newer one. */
export function useSuggestions(text: string, mention: Mention | undefined, choice: Choice): Found {
  const client = useClient();
  const [found, setFound] = useState<Found>(nothing);
  const words = text.trim();
  const name = mention?.name;
  const wanted = name !== undefined || words.length >= MIN_CHARACTERS;
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const find = async (): Promise<void> => {
      const suggestions = !wanted
        ? null
        : name === undefined
          ? await findWords(client, words, choice, signal)
          : await findFiles(client, name, choice, signal);
      if (signal.aborted) return;
      setFound(
        suggestions === null
          ? nothing
          : { suggestions, looked: name === undefined ? 'words' : 'files' },
      );
    };
    const timer = setTimeout(() => void find(), wanted ? REST_MS : 0);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [client, wanted, words, name, choice]);
  return wanted ? found : nothing;
}

/** Null where the engine gave no answer. */
async function findWords(
  client: DoorClient,
  words: string,
  choice: Choice,
  signal: AbortSignal,
): Promise<readonly Suggestion[] | null> {
  const chosen = new Set(choice.files.map(({ id }) => id));
  const limit = chosen.size === 0 ? DOCUMENTS : 50;
  const input = { words: words.slice(0, 1000), filter: filterOf(choice), limit };
  const result = await client.call('findWords', input, { signal });
  if (!result.ok) return null;
  return result.value.documents
    .filter(({ documentId }) => chosen.size === 0 || chosen.has(documentId))
    .flatMap((found) => suggestionsOf(found));
}

function suggestionsOf(found: FoundDocument): Suggestion[] {
  const words = found.hits.slice(0, HITS).map((hit, index): Suggestion => {
    return { kind: 'words', key: `${found.documentId}-${String(index)}`, found, hit };
  });
  if (!found.nameMatches) return words;
  return [{ kind: 'document', key: found.documentId, found }, ...words];
}

async function findFiles(
  client: DoorClient,
  find: string,
  choice: Choice,
  signal: AbortSignal,
): Promise<readonly Suggestion[] | null> {
  const filter = { ...filterOf(choice), ...(find === '' ? {} : { find }) };
  const result = await client.call(
    'browseDocuments',
    { filter, limit: FILES_LOOKED_AT },
    { signal },
  );
  if (!result.ok) return null;
  return namesFirst(result.value.documents, find)
    .slice(0, FILES)
    .map((row) => ({ kind: 'file', key: row.id, row }));
}
