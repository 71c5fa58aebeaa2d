import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsedPage } from '../../src/parse/document.ts';
import { PageBuilder, rawOffset } from '../../src/parse/page-builder.ts';

const facts = { number: 1, unit: 'section' } as const;

describe('PageBuilder', () => {
  it('keeps text, raw text and map together through ligatures, spaces and dropped characters', () => {
    const builder = new PageBuilder();
    const first = builder.appendNormalised('The of\uFB01ce\u00A0 is\u00ADlands ');
    builder.breakBlock();
    const second = builder.appendNormalised(' of 12 m\u00B2 ');
    const page = builder.build(facts);
    expect(page.text).toBe('The office islands\nof 12 m\u00B2');
    expect(page.raw).toBe('The of\uFB01ce\u00A0 is\u00ADlands \n of 12 m\u00B2');
    expect(page.text.slice(first.start, first.end)).toBe('The office islands');
    expect(page.text.slice(second.start, second.end)).toBe('of 12 m\u00B2');
    const islands = page.text.indexOf('islands');
    const from = rawOffset(page.map, islands, 'after');
    const to = rawOffset(page.map, islands + 7, 'before');
    expect(page.raw.slice(from, to)).toBe('is\u00ADlands');
  });

  it('leaves the map empty where nothing was changed', () => {
    const builder = new PageBuilder();
    builder.appendNormalised('Plain words');
    builder.breakBlock();
    const page = builder.build(facts);
    expect(page.text).toBe('Plain words');
    expect(page.raw).toBe(page.text);
    expect(page.map).toHaveLength(0);
  });

  it('joins a hyphenated word and finds its place in the raw text', () => {
    const builder = new PageBuilder();
    builder.appendNormalised('a docu');
    builder.skip('-\n');
    builder.appendNormalised('ment here');
    const page = builder.build(facts);
    expect(page.text).toBe('a document here');
    expect(page.raw).toBe('a docu-\nment here');
    expect(page.raw.slice(rawOffset(page.map, 2, 'after'), rawOffset(page.map, 10, 'before'))).toBe(
      'docu-\nment',
    );
  });

  it('keeps what follows the last break in the raw text without moving what stands before', () => {
    const builder = new PageBuilder();
    builder.appendNormalised('of\uFB01ce');
    builder.breakBlock();
    builder.skip('\u0000');
    const page = builder.build(facts);
    expect(page.text).toBe('office');
    expect(page.raw).toBe('of\uFB01ce\n\u0000');
    const from = rawOffset(page.map, 4, 'after');
    expect(page.raw.slice(from, rawOffset(page.map, 6, 'before'))).toBe('ce');
  });

  it('holds for any text: NFC, single spaces, a map that rises and ends at both ends', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 6 }), (parts) => {
        const builder = new PageBuilder();
        for (const part of parts) {
          const range = builder.appendNormalised(part);
          if (range.end > range.start) builder.addBlock({ kind: 'paragraph', ...range });
          builder.breakBlock();
        }
        const page = parsedPage.parse(builder.build(facts));
        for (const block of page.blocks) {
          const slice = page.text.slice(block.start, block.end);
          expect(slice).toBe(slice.trim());
          expect(slice).not.toMatch(/\s\s|[\n\t]|\p{Cs}/u);
        }
        for (let index = 2; index < page.map.length; index += 2) {
          expect(page.map[index]).toBeGreaterThanOrEqual(page.map[index - 2] ?? 0);
          expect(page.map[index + 1]).toBeGreaterThanOrEqual(page.map[index - 1] ?? 0);
        }
        expect(rawOffset(page.map, page.text.length, 'after')).toBe(
          page.map.length === 0 ? page.text.length : page.raw.length,
        );
      }),
    );
  });
});
