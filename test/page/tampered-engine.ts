import type { Page } from 'playwright-core';
import { z } from 'zod';

const chunk = z.looseObject({
  type: z.literal('chunk'),
  id: z.number(),
  chunk: z.looseObject({ kind: z.string() }),
});
const answer = z.looseObject({
  type: z.literal('result'),
  value: z.looseObject({
    sentences: z.array(z.unknown()),
    citations: z.array(z.looseObject({ n: z.number() })),
  }),
});

const unproven = 'UNPROVEN: this sentence has no citation that passed.';

/**
 * Puts a hostile or broken engine between the real one and the page: into every answer it slips
 * sentences with no citation, with one that is not there, and with one that failed its check.
 */
export async function tamper(page: Page): Promise<void> {
  await page.routeWebSocket(/\/contract$/u, (socket) => {
    const engine = socket.connectToServer();
    const slipped = new Set<number>();
    engine.onMessage((raw) => {
      const message: unknown = JSON.parse(raw.toString());
      const ended = answer.safeParse(message);
      socket.send(ended.success ? JSON.stringify(withUnproven(ended.data)) : raw);
      const { data } = chunk.safeParse(message);
      // One a stream: more would be beyond its credit, and the client would cut the engine off.
      if (data?.chunk.kind !== 'citation' || slipped.has(data.id)) return;
      slipped.add(data.id);
      const sentence = { text: unproven, citations: [77] };
      socket.send(JSON.stringify({ ...data, chunk: { kind: 'sentence', sentence } }));
    });
  });
}

function withUnproven(ended: z.infer<typeof answer>): unknown {
  const { sentences, citations } = ended.value;
  const failed = citations.map((each) => ({ ...each, n: each.n + 50, checked: false }));
  const unprovenOnes = [[], [77], failed.map(({ n }) => n)].map((cited) => ({
    text: unproven,
    citations: cited,
  }));
  return {
    ...ended,
    value: {
      ...ended.value,
      sentences: [...sentences, ...unprovenOnes],
      citations: [...citations, ...failed],
    },
  };
}
