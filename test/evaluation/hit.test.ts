import { describe, expect, it } from 'vitest';
import {
  documentHitRank,
  hitRank,
  quoteShare,
  type JudgedPassage,
} from '../../src/evaluation/hit.ts';
import { evaluationQuestion, parseQuestions } from '../../src/evaluation/question.ts';

function passage(document: string, text: string, page: number | null = null): JudgedPassage {
  const spans = [{ page: page ?? 1, start: 0, end: text.length }];
  return { document, page, text, place: { kind: 'section', headings: [], spans, container: [] } };
}

const question = evaluationQuestion.parse({
  id: 'q1',
  lang: 'en',
  question: 'When does the lift get its yearly check?',
  sources: [
    { document: 'lift.md', quote: 'The lift is checked every year in the second week of May.' },
  ],
});

describe('hitRank', () => {
  it('counts a passage that holds six tenths of the quote', () => {
    expect(
      hitRank(question, [passage('lift.md', 'The lift is checked every year in May.')], 10),
    ).toBe(1);
  });

  it('does not count words of another document', () => {
    const text = 'The lift is checked every year in the second week of May.';
    expect(hitRank(question, [passage('stairs.md', text)], 10)).toBeNull();
  });

  it('joins two passages of one document', () => {
    const halves = [
      passage('lift.md', 'The lift is checked'),
      passage('lift.md', 'second week of May'),
    ];
    expect(hitRank(question, halves.slice(0, 1), 10)).toBeNull();
    expect(hitRank(question, halves, 10)).toBe(2);
  });

  it('lets the page alone decide where one is given', () => {
    const paged = evaluationQuestion.parse({
      ...question,
      sources: [{ document: 'report.pdf', page: 7, quote: 'unrelated words' }],
    });
    expect(hitRank(paged, [passage('report.pdf', 'x', 6), passage('report.pdf', 'y', 7)], 10)).toBe(
      2,
    );
  });

  it('counts only the first 2,000 characters', () => {
    const text = `${'x '.repeat(1000)}The lift is checked every year in the second week of May.`;
    expect(hitRank(question, [passage('lift.md', text)], 10)).toBeNull();
  });
});

describe('quoteShare', () => {
  it('counts repeated words as often as they are held', () => {
    expect(quoteShare('no no no yes', ['no yes'])).toBe(0.5);
  });
});

describe('documentHitRank', () => {
  it('needs only the document', () => {
    expect(documentHitRank(question, [passage('a.md', ''), passage('lift.md', '')], 5)).toBe(2);
  });
});

describe('parseQuestions', () => {
  it('names the bad line', () => {
    expect(() => parseQuestions('{"id":"a","lang":"en","question":"?"}\n{}')).toThrow(/Line 2/u);
  });
});
