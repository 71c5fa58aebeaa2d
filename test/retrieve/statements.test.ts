import { expect, test } from 'vitest';
import { statementsAsked } from '../../src/retrieve/statements.ts';

test.each([
  ['What was the operating margin, going by the P&L?', 'statement of oper'],
  ['Using the statements of financial position, what are total assets?', 'balanc sheet'],
  ['How much did free cash flow grow?', 'statement of cash flow'],
  ['Quel est le résultat net selon le compte de résultat ?', 'statement of incom'],
  ['Wie hoch sind die Rückstellungen laut Bilanz?', 'balanc sheet'],
])('%s', (question, heading) => {
  expect(statementsAsked(question)).toContain(heading);
});

test('a question about something else asks for none', () => {
  expect(statementsAsked('When does the ferry leave, and from which harbour?')).toEqual([]);
});
