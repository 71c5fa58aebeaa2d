import type { Coverage } from '../contract/documents.ts';
import { boxesOf } from './boxes.ts';
import { coverageOf } from './coverage.ts';
import type { Database } from './database.ts';
import { NamedDocuments } from './named.ts';
import { readPage } from './pages.ts';
import { LanguagesInMemory } from './passage-languages.ts';
import { adjoining, neighbours, passageIds, readPassages } from './passages.ts';
import { Scopes } from './scope.ts';
import type { PassageStore } from './types/passages.ts';
import type { SearchStore } from './types/search.ts';
import { UntilChanged } from './until-changed.ts';
import type { Vectors } from './vectors.ts';
import type { WordSearch } from './words.ts';

export interface SearchParts {
  readonly database: Database;
  readonly words: WordSearch;
  readonly vectors: Vectors;
}

/** Finding passages, and reading what was found. */
export function openSearch({ database, words, vectors }: SearchParts): SearchStore & PassageStore {
  const named = new NamedDocuments(database);
  const scopes = new Scopes(database);
  const coverages = new UntilChanged<Coverage>(database);
  const passageLanguages = new LanguagesInMemory(database);
  return {
    searchWords: (query, languages, scope, limit) =>
      words.search(query, languages, scopes.passages(scope), limit),
    scoreWords: (query, languages, passages) => words.score(query, languages, passages),
    coverWords: (query, languages, passages) => words.cover(query, languages, passages),
    headedBy: (phrases, scope, limit) =>
      phrases.length === 0 ? [] : words.headed(phrases, scopes.passages(scope), limit),
    namedDocuments: (query, languages) => named.find(query, languages),
    weighWords: (query, languages) => words.weigh(query, languages),
    searchVectors: (vector, scope, limit, apart) =>
      vectors.search(vector, scopes.passages(scope), limit, apart),
    async passageLanguages() {
      await passageLanguages.refresh();
      return passageLanguages;
    },
    scoreVectors: (vector, passages) => vectors.score(vector, passages),
    passages: (ids, scope) => readPassages(database, ids, scopes.documents(scope)),
    adjoining: (passages) => adjoining(database, passages),
    neighbours: (passages, distance) => neighbours(database, passages, distance),
    passageIds: (documentId) => passageIds(database, documentId),
    page: (documentId, page) => readPage(database, documentId, page),
    boxes: (documentId, spans) => boxesOf(spans, (page) => readPage(database, documentId, page)),
    coverage: (scope) => coverages.get(JSON.stringify(scope), () => coverageOf(database, scope)),
  };
}
