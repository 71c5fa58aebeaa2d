import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentenceRanges } from '../../src/language/sentences.ts';

const split = (text: string, language: string): string[] =>
  sentenceRanges(text, language).map(({ start, end }) => text.slice(start, end));

/** Sentences written out, to be joined by spaces and found again. */
const kept: readonly [language: string, sentences: readonly string[]][] = [
  ['en', ['The lease (No. 5) ends on 3 March 2027.', 'It may be renewed once.']],
  ['en', ['Mr. J. K. Harrow, i.e. the tenant, paid 3.5 million.', 'See p. 4 and Art. 5 para. 2.']],
  [
    'en',
    ['Approx. 40 units, e.g. pumps, were sold.', 'The U.S. Customs agreed.', 'The rest waits.'],
  ],
  ['en', ['We chose Plan B.', 'The answer is no.', 'Nobody objected.']],
  ['en', ['"Is it signed?" she asked.', 'He nodded.']],
  ['en', ['It went on and on... and then it stopped.', 'Quiet!']],
  ['de', ['Der Vertrag endet am 3. März 2027.', 'Das gilt z. B. für Art. 5 Abs. 2 und Nr. 7.']],
  ['de', ['Herr Dr. Kessel zahlte ca. 3.500,50 EUR.', 'Die Kosten, u. a. für Miete, steigen.']],
  ['de', ['Das war im 19. Jahrhundert.', 'So blieb es bis 2019.', 'Danach kam es anders.']],
  ['de', ['„Stimmt das?“, fragte er.', '„Ja.“', 'Er ging.']],
  ['de', ['Siehe Nr. 4 bzw. Abs. 3 ebd.', 'Am 1. Mai beginnt die Frist.']],
  ['fr', ['Le bail de M. Vernet expire le 1er mars 2027.', 'Voir art. 5 al. 2 et p. 4.']],
  ['fr', ['« Est-ce vrai ? » demanda-t-il.', 'Le prix est de 12 500 €.']],
  ['fr', ['Mme Roux, cf. annexe 2, a payé env. 3,5 millions.', 'Rien ne reste dû.']],
  ['es', ['El Sr. Prado firmó el art. 5 en la pág. 4.', 'El plazo vence mañana.']],
  ['it', ['Il sig. Ferri ha letto l’art. 5 a pag. 4.', 'Il termine scade domani.']],
  ['nl', ['Dhr. de Wit las art. 5 op blz. 4.', 'De termijn loopt morgen af.']],
];

describe('sentenceRanges', () => {
  it.each(kept)('keeps sentences whole (%s: %j)', (language, sentences) => {
    expect(split(sentences.join(' '), language)).toEqual(sentences);
  });

  it('keeps a list marker with its item', () => {
    expect(split('1. First the pump. 2. Then the valve.', 'en')).toEqual([
      '1. First the pump.',
      '2. Then the valve.',
    ]);
    expect(split('a) Erstens gilt das.', 'de')).toEqual(['a) Erstens gilt das.']);
  });

  it('ends a sentence at a line feed', () => {
    expect(split('Terms of delivery\nWe deliver on Mondays.', 'en')).toHaveLength(2);
  });

  it('cuts an over-long sentence at its semicolons only', () => {
    const clause = 'the contractor shall keep the records described in the annex for ten years; ';
    const pieces = split(clause.repeat(12).trim(), 'en');
    expect(pieces.length).toBeGreaterThan(3);
    for (const piece of pieces) expect(piece.endsWith(';')).toBe(true);
    expect(split(clause.repeat(2).trim(), 'en')).toHaveLength(1);
  });

  it('takes any language code, known or not', () => {
    for (const language of ['und', '', 'xx', '__proto__', 'de-DE-u-hostile']) {
      expect(split('One. Two.', language)).toEqual(['One.', 'Two.']);
    }
  });

  it('covers all but white space, in order, without overlap', () => {
    const piece = fc.constantFrom(
      'Dr. ',
      'z. B. ',
      '3. ',
      'März',
      '“',
      '„',
      '"',
      ' » ',
      '; ',
      '\n',
      '…',
      '. ',
      '? ',
      'A',
      'é',
      '𝒳',
      'word ',
      '1.',
      ') ',
    );
    const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 60 });
    fc.assert(
      fc.property(text, fc.constantFrom('de', 'en', 'fr', 'und'), (parts, language) => {
        const joined = parts.join('');
        let cursor = 0;
        for (const { start, end } of sentenceRanges(joined, language)) {
          expect(start).toBeGreaterThanOrEqual(cursor);
          expect(end).toBeGreaterThan(start);
          expect(joined.slice(cursor, start).trim()).toBe('');
          cursor = end;
        }
        expect(joined.slice(cursor).trim()).toBe('');
      }),
    );
  });

  it('takes linear time on one endless sentence', () => {
    const before = process.threadCpuUsage();
    sentenceRanges('z. B. '.repeat(100_000), 'de');
    expect(process.threadCpuUsage(before).user).toBeLessThan(5_000_000);
  });
});
