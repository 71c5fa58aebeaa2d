import { afterAll, describe, expect, it } from 'vitest';
import type { Embed } from '../../src/answer/select.ts';
import { verifySentence, type Verification } from '../../src/answer/verify.ts';
import { e5, quiet, startInference } from '../inference/fixtures/setting.ts';
import { hitOf } from './fixtures/hit.ts';
import { statements as first } from './fixtures/statements.ts';
import { turnedStatements } from './fixtures/turned-statements.ts';

const statements = [...first, ...turnedStatements];

const inference = startInference();
afterAll(() => inference.dispose());

const vectors = new Map<string, Float32Array>();
/** The real embedder; each text once. */
const embed: Embed = async (texts, kind) => {
  const missing = [...new Set(texts)].filter((text) => !vectors.has(`${kind} ${text}`));
  const made = await inference.handlers.embed(
    { model: e5, kind, texts: missing, priority: 'person' },
    { signal: quiet },
  );
  missing.forEach((text, index) => {
    const vector = made.vectors[index];
    if (vector !== undefined) vectors.set(`${kind} ${text}`, vector);
  });
  return texts.flatMap((text) => vectors.get(`${kind} ${text}`) ?? []);
};

const verify = (sentence: string, source: string, language: string): Promise<Verification> =>
  verifySentence(sentence, [hitOf(source)], language, embed, quiet);

describe('a written sentence', () => {
  it.each(statements.filter(([, , holds]) => !holds))(
    'is dropped where it does not hold (%s, %#)',
    async (language, source, _, sentence) => {
      expect(await verify(sentence, source, language), sentence).toMatchObject({ ok: false });
    },
  );

  it('is mostly kept where it holds', async () => {
    const dropped: string[] = [];
    const holding = statements.filter(([, , holds]) => holds);
    for (const [language, source, , sentence] of holding) {
      const verified = await verify(sentence, source, language);
      if (!verified.ok) dropped.push(`${sentence} (${verified.objection})`);
    }
    const share = 1 - dropped.length / holding.length;
    expect(share, dropped.join('\n')).toBeGreaterThanOrEqual(0.8);
  });
});
