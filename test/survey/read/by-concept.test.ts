import { describe, expect, test } from 'vitest';
import type { FactLanguage } from '../../../src/answer/facts/fact.ts';
import type { PassageHit } from '../../../src/contract/documents.ts';
import { fieldOf } from '../../../src/survey/plan/plan-survey.ts';
import { conceptNamed } from '../../../src/survey/plan/concepts.ts';
import { statedOf } from '../../../src/survey/read/by-concept.ts';
import type { Evidence } from '../../../src/survey/read/evidence.ts';

const hit: PassageHit = {
  passage: '1',
  documentId: '1',
  document: 'contract.txt',
  path: '/contract.txt',
  page: 1,
  place: { kind: 'section', headings: [], spans: [], container: [] },
  start: 0,
  end: 0,
  text: '',
  heading: '',
  score: 1,
  cosine: null,
  bm25: null,
  boxes: [],
};

function evidence(field: string, language: FactLanguage, text: string, heading = ''): Evidence[] {
  const column = fieldOf(field);
  const concept = column.how === 'concept' ? conceptNamed(column.concept) : undefined;
  if (concept === undefined) throw new Error(`${field} is no concept`);
  const place = { hit, rank: 0, spans: [], language, header: null, label: false };
  const sentence = { ...place, text, heading, languages: [language], at: 0 };
  return statedOf(concept, [], sentence);
}

/** The value that a sentence states of a field; the sentence where it states it as a whole. */
const stated = (...[field, language, text, heading]: Parameters<typeof evidence>): string[] =>
  evidence(field, language, text, heading).map(({ value }) => value?.text ?? text);

describe('what an agreement states', () => {
  const span = 'The term begins on 1 April 2023 and expires on 31 March 2028.';
  test.each<[string, FactLanguage, string, string]>([
    ['end date', 'en', span, '31 March 2028'],
    ['start date', 'en', span, '1 April 2023'],
    ['end date', 'en', 'The contract runs from 1 May 2024 to 30 June 2026.', '30 June 2026'],
    ['fin', 'fr', 'M. Roy est engagé du 4 mai 2024 au 3 mai 2025.', '3 mai 2025'],
    [
      'Ende',
      'de',
      'Die Pacht läuft vom 1. März 2022 bis zum 28. Februar 2032.',
      '28. Februar 2032',
    ],
    ['Beginn', 'de', 'Die Pacht läuft vom 1. März 2022 bis zum 28. Februar 2032.', '1. März 2022'],
    ['fin', 'es', 'El contrato estará vigente hasta el 31 de mayo de 2027.', '31 de mayo de 2027'],
    ['fine', 'it', 'Il contratto dura dal 1 giugno 2024 al 31 maggio 2026.', '31 maggio 2026'],
    ['start date', 'en', 'The tenancy runs from and including 1 May 2025.', '1 May 2025'],
    ['notice', 'fr', "Elle peut dénoncer le contrat trois mois avant l'échéance.", 'trois mois'],
    ['notice', 'es', 'Podrá resolverlo con un preaviso de treinta días.', 'treinta días'],
    ['notice', 'en', "Upon sixty (60) days' prior written notice.", 'sixty (60) days'],
    ['notice', 'en', 'By not less than two months of notice.', 'not less than two months'],
    ['Frist', 'de', 'Die Frist beträgt nicht mehr als 14 Tage.', 'nicht mehr als 14 Tage'],
    ['payment terms', 'en', 'Invoices are payable within 45 days.', 'within 45 days'],
    ['payment terms', 'de', 'Rechnungen sind binnen 14 Tagen zu begleichen.', 'binnen 14 Tagen'],
    ['salary', 'fr', 'La rémunération mensuelle est fixée à 2 140 euros.', '2 140 euros'],
    ['Miete', 'de', 'Die Miete beträgt 900 Euro zuzüglich Nebenkosten.', '900 Euro'],
    ['Pachtzins', 'de', 'Der Pachtzins beträgt 1.450 EUR.', '1.450 EUR'],
    ['amount', 'de', 'Das Honorar beträgt 900 Euro.', '900 Euro'],
  ])('%s (%s): %s', (field, language, text, value) => {
    expect(stated(field, language, text)).toEqual([value]);
  });

  test.each<[string, FactLanguage, string, string]>([
    ['parties', 'en', 'Buyer: Coral Bay Hotels Group plc', ''],
    ['parties', 'en', 'This Lease is made between Penhallow Ltd and Mr John Ash.', ''],
    ['parties', 'de', 'und der Praxis Lindner, Ulm (Mieterin)', ''],
    ['parties', 'fr', 'La société Atelier Vauban, ci-après « le Preneur ».', ''],
    ['parties', 'es', 'De una parte, Viñedos Altos S.L. (en adelante, "el Arrendador")', ''],
    ['parties', 'it', 'la società Vetri Nuovi S.r.l., di seguito "il Locatore",', ''],
    ['parties', 'fr', 'la commune de Saint-Aubin', 'Entre'],
    ['governing law', 'en', 'This Agreement is governed by the laws of Ireland.', ''],
    ['governing law', 'fr', 'Le contrat est soumis au droit français.', ''],
    ['governing law', 'de', 'Es gilt deutsches Recht.', ''],
    ['payment terms', 'de', 'Die Miete ist am dritten Werktag eines Monats fällig.', ''],
    ['insurance', 'fr', 'Le preneur devra justifier de sa couverture.', 'Assurance'],
  ])('%s (%s) by the sentence: %s', (field, language, text, heading) => {
    expect(stated(field, language, text, heading)).toEqual([text]);
  });

  test.each<[string, FactLanguage, string, string]>([
    ['parties', 'en', 'Either party may terminate this Lease.', ''],
    ['parties', 'de', 'Zwischen Vermieter und Mieter ist Stillschweigen vereinbart.', ''],
    ['end date', 'de', 'Das Material ist bis 15. August 2025 zurückzugeben.', ''],
    ['start date', 'en', 'The contract runs to 30 June 2026.', ''],
    ['end date', 'en', 'Employment begins on 2 September 2024.', ''],
    ['fine', 'it', 'Entra in vigore il 1 gennaio 2025; disdetta prima della scadenza.', ''],
    ['Kosten', 'de', 'Die Nettomiete beträgt 2.400 Euro zuzüglich Nebenkosten.', ''],
    ['cost', 'en', 'The rent is 2,400 euros excluding charges.', ''],
    ['end date', 'en', 'It replaces the lease of 2019, which ended on 3 March 2026.', ''],
    ['Ende', 'de', 'Der bisherige Mietvertrag endet am 3. März 2026.', ''],
    ['fin', 'fr', 'Il remplace le bail qui a pris fin le 3 mars 2026.', ''],
    ['notice', 'en', 'Repairs are made within 30 days of written notice.', ''],
    ['notice', 'en', 'It may terminate for breach not cured within 30 days after notice.', ''],
    ['notice', 'fr', 'Il peut être résilié trente jours après une mise en demeure.', ''],
    ['payment terms', 'fr', 'Un retard de paiement de plus de quinze jours est pénalisé.', ''],
    ['duration', 'en', 'It may be ended with 90 days of notice.', 'Duration'],
    ['duration', 'en', 'It was issued within the last three years.', ''],
  ])('nothing of %s (%s): %s', (field, language, text, heading) => {
    expect(stated(field, language, text, heading)).toEqual([]);
  });

  test('one name is nearer to the value than another', () => {
    const text = 'During probation notice of two weeks is enough.';
    const [notice, probation] = ['notice', 'probation'].map(
      (field) => evidence(field, 'en', text)[0]?.strength ?? 0,
    );
    expect(notice).toBeGreaterThan(probation ?? 0);
  });

  test('a day stands alone beside the other end of its span, and not beside a limit', () => {
    const turned = (text: string): (boolean | undefined)[] =>
      evidence('end date', 'en', text).map(({ value }) => value?.turned);
    expect(turned(span)).toEqual([false]);
    expect(turned('It ends on 31 March 2028 unless it is renewed.')).toEqual([true]);
    expect(turned('It does not end on 31 March 2028.')).toEqual([true]);
    expect(turned('It ends not later than on 31 March 2028.')).toEqual([true]);
    expect(turned('It ends on 31 March 2028, for the garage on 30 June 2028.')).toEqual([true]);
  });
});
