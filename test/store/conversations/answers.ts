import type { Answer, Citation } from '../../../src/contract/answers.ts';

/** A quote of a whole page. */
export function quoteOf(n: number, document: number, page: number, quote: string): Citation {
  const spans = [{ page, start: 0, end: quote.length }];
  return {
    n,
    documentId: String(document),
    document: `document-${document}.pdf`,
    path: `/docs/document-${document}.pdf`,
    page,
    place: { kind: 'page', page, spans, container: [] },
    start: 0,
    end: quote.length,
    quote,
    boxes: [],
    checked: true,
  };
}

/** An answer that quotes, and lists other documents' text among its passages. */
export function answerOf(citations: Citation[], passages: Citation[] = []): Answer {
  return {
    verdict: citations.length > 0 ? 'answered' : 'absent',
    found: citations.length > 0,
    mode: 'quote',
    fallback: null,
    coverage: { inScope: 1, searchable: 1, withVectors: 0, partial: 0, failed: 0, unreachable: 0 },
    answer: citations.map(({ quote, n }) => `${quote} [${n}]`).join('\n'),
    sentences: citations.map(({ quote, n }) => ({ text: quote, citations: [n] })),
    citations,
    passages: passages.map(({ n: _n, quote, checked: _checked, ...rest }) => ({
      ...rest,
      text: quote,
      passage: '1',
      heading: '',
      score: 1,
      cosine: null,
      bm25: null,
    })),
    model: 'made-up',
    timings: { retrieveMs: 1, firstTokenMs: null, totalMs: 2 },
    energy: null,
  };
}
