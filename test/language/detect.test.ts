import { describe, expect, it } from 'vitest';
import { detectLanguage, queryLanguages } from '../../src/language/detect.ts';

const questions: readonly [language: string, text: string][] = [
  ['en', 'Who signed the minutes of the meeting?'],
  ['en', 'notice period'],
  ['fr', 'Quand le bail prend-il fin ?'],
  ['fr', 'délai de préavis'],
  ['de', 'Wann läuft der Mietvertrag aus?'],
  ['de', 'Kündigungsfrist Mietvertrag'],
  ['es', '¿Quién firmó el acta de la reunión?'],
  ['it', 'Quando scade il contratto di affitto?'],
  ['nl', 'Wanneer loopt het huurcontract af?'],
  ['pt', 'Quantos dias de férias têm os funcionários?'],
  ['pl', 'Kiedy kończy się umowa najmu?'],
];

describe('detectLanguage', () => {
  it.each(questions)('tells %s from "%s"', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it('does not guess from figures, codes or nothing', () => {
    for (const text of ['', '   ', '12 345,67', 'EBITDA Q3', '\u0000\uD800']) {
      expect(detectLanguage(text)).toBe('und');
    }
  });
});

describe('queryLanguages', () => {
  it.each(questions)('has %s among the candidates for "%s"', (language, text) => {
    expect(queryLanguages(text)[0]).toBe(language);
    expect(queryLanguages(text).length).toBeLessThanOrEqual(3);
  });

  it('names no language where nothing speaks for one', () => {
    expect(queryLanguages('12')).toEqual([]);
    expect(queryLanguages('')).toEqual([]);
  });

  it('gives several where a word is spelled alike in several', () => {
    expect(queryLanguages('Budget 2027').length).toBeGreaterThan(1);
  });
});
