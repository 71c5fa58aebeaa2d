import type { ModelRole } from '../contract/models.ts';

/** How text is prepared before an embedder sees it. */
export interface EmbedderInput {
  readonly queryPrefix: string;
  readonly passagePrefix: string;
  readonly normalisation: 'none' | 'nfkc';
}

const plain: EmbedderInput = { queryPrefix: '', passagePrefix: '', normalisation: 'none' };

/**
 * A GGUF header does not say with which prefixes an embedder was trained, so imported files of
 * known families are recognised by name. Prefixes as published on the families' model cards.
 */
const families: readonly (readonly [RegExp, EmbedderInput])[] = [
  [
    /(?:^|[^a-z0-9])e5[^a-z0-9]+(?:small|base|large)/,
    { queryPrefix: 'query: ', passagePrefix: 'passage: ', normalisation: 'nfkc' },
  ],
  [
    /embedding[^a-z0-9]?gemma/,
    {
      queryPrefix: 'task: search result | query: ',
      passagePrefix: 'title: none | text: ',
      normalisation: 'none',
    },
  ],
  [
    /qwen3[^a-z0-9]embedding/,
    {
      queryPrefix:
        'Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:',
      passagePrefix: '',
      normalisation: 'none',
    },
  ],
  [
    /nomic[^a-z0-9]embed/,
    { queryPrefix: 'search_query: ', passagePrefix: 'search_document: ', normalisation: 'none' },
  ],
];

/** Prefixes and normalisation for a model known only by its names. */
export function embedderInput(role: ModelRole, names: string): EmbedderInput {
  if (role !== 'embed') return plain;
  const lower = names.toLowerCase();
  return families.find(([pattern]) => pattern.test(lower))?.[1] ?? plain;
}
