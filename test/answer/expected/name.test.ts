import { expect, test } from 'vitest';
import { asksForName, holdsName } from '../../../src/answer/expected/name.ts';

test.each(['Who signs?', 'Où est le port ?', 'Wer leitet ihn?', '¿Quién paga?', 'Chi paga?'])(
  '%s asks for a name',
  (question) => {
    expect(asksForName(question)).toBe(true);
  },
);

test('a name that the question holds itself, or a capital that begins, is no answer to it', () => {
  const question = 'Who leads the Kestrel works?';
  expect(holdsName('The works are led by Ada Brandt.', question)).toBe(true);
  expect(holdsName('It leads the Kestrel works.', question)).toBe(false);
});
