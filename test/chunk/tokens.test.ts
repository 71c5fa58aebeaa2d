import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { countWords, estimateTokens } from '../../src/chunk/tokens.ts';
import { prose } from './pages.ts';

const model = fileURLToPath(
  new URL('../../resources/models/multilingual-e5-small--q4_0.gguf', import.meta.url),
);

/** Own sentences; each is repeated to the length of a passage. */
const samples: readonly string[] = [
  prose(10),
  'Der Mieter hinterlegt die Kaution spätestens drei Wochen nach Unterzeichnung des Mietvertrags.',
  'Le locataire verse le dépôt de garantie au plus tard trois semaines après la signature du bail.',
  'El arrendatario entrega la fianza en las tres semanas siguientes a la firma del contrato.',
  'Najemca wpłaca kaucję najpóźniej trzy tygodnie po podpisaniu umowy najmu lokalu.',
  'Vuokralainen maksaa vakuuden viimeistään kolmen viikon kuluttua allekirjoituksesta.',
  'Арендатор вносит залог не позднее трёх недель после подписания договора.',
  'Ο μισθωτής καταβάλλει την εγγύηση τρεις εβδομάδες μετά την υπογραφή.',
  '借主は契約締結後三週間以内に敷金を支払うものとする。',
  'RECHTSSCHUTZVERSICHERUNG UND HAFTPFLICHT DER GESELLSCHAFT',
  'Assets\t1,234,567\t2,345,678\t12.5%\nDebt\t(34,112)\t99,000\t0.3%',
  '1 2 3 4 5 6 7 8 9 10 11 12 13',
  'if (rows[i] !== null) { total += rows[i].amount * 1.21; }',
];

describe('estimateTokens', () => {
  it('adds up over parts, so that lengths may be summed', () => {
    const [a, b] = [prose(40), prose(30, 2)];
    expect(estimateTokens(`${a} ${b}`)).toBeLessThanOrEqual(estimateTokens(a) + estimateTokens(b));
  });

  it.skipIf(!existsSync(model))(
    'is not below what the tokenizer counts, nor far above',
    async () => {
      const { getLlama } = await import('node-llama-cpp');
      const llama = await getLlama({ build: 'never', skipDownload: true, gpu: false });
      const loaded = await llama.loadModel({ modelPath: model, vocabOnly: true });
      try {
        for (const sample of samples) {
          const text = `${sample} `.repeat(8);
          const real = loaded.tokenize(text.normalize('NFKC')).length;
          const ratio = estimateTokens(text) / real;
          expect(ratio, sample).toBeGreaterThanOrEqual(0.97);
          expect(ratio, sample).toBeLessThan(2.2);
        }
      } finally {
        await loaded.dispose();
        await llama.dispose();
      }
    },
  );
});

describe('countWords', () => {
  it('counts runs of letters and digits', () => {
    expect(countWords("It's 1,234.5 kg, naïve_x — ok")).toBe(8);
    expect(countWords(' \n\t')).toBe(0);
  });
});
