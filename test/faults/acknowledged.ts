import { expect } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { embedAll, EMBEDDER, filesHolding } from '../store/fixture.ts';

/** What `history-writer.ts` said was done. */
export class Acknowledged {
  readonly added = new Set<string>();
  readonly removed = new Set<string>();
  readonly embedded = new Set<string>();

  hear(line: string): void {
    const [what, word = ''] = line.split(' ');
    if (what === 'added') this.added.add(word);
    // From here on it may be gone, and later it must be.
    else if (what === 'removing') this.added.delete(word);
    else if (what === 'removed') this.removed.add(word);
    else if (what === 'embedded') for (const each of this.added) this.embedded.add(each);
  }
}

/** Opens what was left of a history: what was acknowledged is there, and it can be worked on. */
export async function expectSound(home: string, acknowledged: Acknowledged): Promise<void> {
  const store = await openStore(home);
  const embedder = store.setting('embedder') ?? EMBEDDER.embedder;
  await store.useEmbedder({ ...EMBEDDER, embedder });
  const waiting = store.nextToEmbed(100).filter((each) => each.embedder === embedder);
  for (const word of acknowledged.added) {
    expect(store.searchWords(word, ['en'], {}, 10), word).toHaveLength(1);
    if (!acknowledged.embedded.has(word)) continue;
    expect(waiting.filter(({ text }) => text.includes(word))).toEqual([]);
  }
  expect((await store.verify()).problems).toEqual([]);
  await embedAll(store);
  expect(await store.verify()).toMatchObject({ problems: [] });
  await store.close();
  for (const word of acknowledged.removed) expect(filesHolding(home, word), word).toEqual([]);
}
