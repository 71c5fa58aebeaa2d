import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkDocument } from '../../src/chunk/chunk-document.ts';
import { MAX_TOKENS, MAX_WORDS } from '../../src/chunk/limits.ts';
import { joinSpans } from '../../src/chunk/spans.ts';
import { countWords, estimateTokens } from '../../src/chunk/tokens.ts';
import type { ParsedPage } from '../../src/parse/document.ts';
import { info, pageOf, prose, type Written } from './pages.ts';

const text = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(fc.nat(500), fc.nat(9)).map(([words, seed]) => prose(words + 1, seed)),
  },
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
  fc.nat(3000).map((length) => 'aB3'.repeat(length + 1)),
  fc.nat(900).map((length) => '会社の定款'.repeat(length + 1)),
  fc.constantFrom('as follows:', 'and so on', 'z. B. die Miete', '😀😀', '1.'),
);
const written: fc.Arbitrary<Written> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('paragraph', 'code', 'caption', 'footnote', 'furniture'),
    text,
  }),
  fc.record({ kind: fc.constant('heading' as const), level: fc.integer({ min: 1, max: 6 }), text }),
  fc.record({ kind: fc.constant('list-item' as const), text }),
  fc.record({
    kind: fc.constant('table' as const),
    rows: fc.array(fc.array(fc.string({ maxLength: 30 }), { minLength: 1, maxLength: 6 }), {
      minLength: 1,
      maxLength: 40,
    }),
  }),
);
/** Some pages lack blocks or have blocks out of bounds, as a faulty parser might give them. */
const flaw = fc.constantFrom('none', 'none', 'none', 'no-blocks', 'beyond', 'overlap');
const unit = fc.constantFrom('page', 'page', 'slide', 'section');

function spoil(page: ParsedPage, how: string): ParsedPage {
  if (how === 'no-blocks') return { ...page, blocks: [] };
  if (how === 'beyond') {
    return { ...page, blocks: page.blocks.map((block) => ({ ...block, end: block.end + 50 })) };
  }
  if (how === 'overlap') {
    return { ...page, blocks: page.blocks.filter((_, index) => index % 2 === 0) };
  }
  return page;
}

const documents = fc
  .array(fc.tuple(fc.array(written, { maxLength: 8 }), flaw, unit), { maxLength: 6 })
  .map((pages) =>
    pages.map(([blocks, how, kind], index) => spoil(pageOf(index + 1, blocks, kind), how)),
  );

describe('passages of any document', () => {
  // The second is a word torn so that its pieces counted 13 tokens less than the passage with both.
  it.each([
    ['drawn anew', { numRuns: 120 }],
    ['with a torn word', { numRuns: 1, seed: -5687271, path: '88' }],
  ])('hold all text but furniture, once, within bounds and limits: %s', (_, options) => {
    fc.assert(
      fc.property(documents, (pages) => {
        const covered = pages.map((page) => new Uint8Array(page.text.length));
        const pageText = (page: number): string | undefined => pages[page - 1]?.text;
        for (const chunk of chunkDocument(pages, info)) {
          expect(chunk.text).toBe(joinSpans(pageText, chunk.spans));
          expect(chunk.text.trim()).not.toBe('');
          expect(countWords(chunk.text)).toBeLessThanOrEqual(MAX_WORDS);
          expect(estimateTokens(chunk.text)).toBeLessThanOrEqual(MAX_TOKENS);
          let before = { page: 0, end: 0 };
          for (const span of chunk.spans) {
            expect(span.start).toBeLessThan(span.end);
            expect(span.end).toBeLessThanOrEqual(pageText(span.page)?.length ?? 0);
            expect(span.page > before.page || span.start >= before.end).toBe(true);
            expect(span.page).toBeGreaterThanOrEqual(before.page);
            before = span;
            const marks = covered[span.page - 1];
            for (let at = span.start; at < span.end; at += 1) {
              if (marks?.[at] === 1) expect.fail(`page ${span.page} at ${at} is held twice`);
              if (marks !== undefined) marks[at] = 1;
            }
          }
        }
        for (const [index, page] of pages.entries()) {
          const out = page.blocks.filter(({ kind }) => kind === 'furniture');
          for (let at = 0; at < page.text.length; at += 1) {
            if (covered[index]?.[at] === 1 || /\s/u.test(page.text[at] ?? '')) continue;
            const furniture = out.some(({ start, end }) => start <= at && at < end);
            if (!furniture) expect.fail(`page ${page.number} at ${at} is left out`);
          }
        }
      }),
      options,
    );
  });
});
