import type { Page } from 'playwright-core';
import { z } from 'zod';
import { loot } from './hostile-documents.ts';

/** What a model might write that wants to be more than words. */
export const hostileOutput =
  `<img src="${loot}" onerror="window.ran=true"><script>window.ran=true</script> ` +
  `![](http://127.0.0.1:9/${loot}) [click](javascript:window.ran=true) \u202Ereversed $t(ask:field.ask) {{n}}`;

const sentence = z.looseObject({ text: z.string() });
const citation = z.looseObject({ document: z.string(), path: z.string(), quote: z.string() });
const passage = z.looseObject({ document: z.string() });
const chunk = z.looseObject({
  type: z.literal('chunk'),
  chunk: z.looseObject({
    sentence: sentence.optional(),
    citation: citation.optional(),
    sentences: z.array(sentence).optional(),
    citations: z.array(citation).optional(),
    passages: z.array(passage).optional(),
  }),
});
const result = z.looseObject({
  type: z.literal('result'),
  value: z.looseObject({
    sentences: z.array(sentence),
    citations: z.array(citation),
    passages: z.array(passage),
    model: z.string(),
  }),
});

/**
 * Puts an engine between the real one and the page whose answers are hostile in every text: what
 * the model wrote, the documents' names and paths, the quotes, the model's own name.
 */
export async function speakHostile(page: Page): Promise<void> {
  await page.routeWebSocket(/\/contract$/u, (socket) => {
    const engine = socket.connectToServer();
    engine.onMessage((raw) => {
      const message: unknown = JSON.parse(raw.toString());
      const part = chunk.safeParse(message);
      const whole = result.safeParse(message);
      if (part.success) {
        socket.send(JSON.stringify({ ...part.data, chunk: hostile(part.data.chunk) }));
      } else if (whole.success) {
        const value = { ...hostile(whole.data.value), model: hostileOutput };
        socket.send(JSON.stringify({ ...whole.data, value }));
      } else socket.send(raw);
    });
  });
}

interface Parts {
  readonly sentence?: { readonly text: string } | undefined;
  readonly citation?: { readonly document: string } | undefined;
  readonly sentences?: readonly object[] | undefined;
  readonly citations?: readonly object[] | undefined;
  readonly passages?: readonly object[] | undefined;
}

function hostile(parts: Parts): object {
  const named = { document: hostileOutput, path: hostileOutput };
  const cited = { ...named, quote: hostileOutput };
  const { sentence: one, citation: place, sentences, citations, passages } = parts;
  return {
    ...parts,
    ...(one === undefined ? {} : { sentence: { ...one, text: hostileOutput } }),
    ...(place === undefined ? {} : { citation: { ...place, ...cited } }),
    ...(sentences === undefined
      ? {}
      : { sentences: sentences.map((each) => ({ ...each, text: hostileOutput })) }),
    ...(citations === undefined
      ? {}
      : { citations: citations.map((each) => ({ ...each, ...cited })) }),
    ...(passages === undefined
      ? {}
      : { passages: passages.map((each) => ({ ...each, document: hostileOutput })) }),
  };
}
