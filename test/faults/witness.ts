import { expect } from 'vitest';
import type { EngineRoutes } from '../../src/contract/engine-routes.ts';
import type { Client } from '../../src/contract/route.ts';
import type { ChangingFolder } from './changing-folder.ts';
import { listed } from './listed.ts';

type Standing = 'read' | 'indexed';

/** What engines have acknowledged, which no kill may take back. */
export class Witness {
  readonly #folder: ChangingFolder;
  /** By path: how far the version of this time was said to be. */
  readonly #done = new Map<string, { readonly modifiedMs: number; standing: Standing }>();
  readonly #removed = new Set<string>();
  /** Deleted files whose documents are yet to be removed. */
  readonly toRemove = new Set<string>();
  /** Embedders that may be in use once all work is done: the one confirmed last, and any asked for since. */
  embedders = new Set(['first']);

  constructor(folder: ChangingFolder) {
    this.#folder = folder;
  }

  get acknowledged(): { done: number; removed: number } {
    return { done: this.#done.size, removed: this.#removed.size };
  }

  removed(path: string): void {
    this.toRemove.delete(path);
    this.#removed.add(path);
  }

  /** Takes note of what an engine says is done. */
  async look(client: Client<EngineRoutes>): Promise<void> {
    for (const entry of await listed(client)) {
      const { path, status } = entry;
      if (!this.#folder.isCurrent(entry)) continue;
      if (status !== 'embedding' && status !== 'indexed') continue;
      const standing = status === 'indexed' ? 'indexed' : 'read';
      if (this.#done.get(path)?.standing === 'indexed' && standing === 'read') continue;
      this.#done.set(path, { modifiedMs: Date.parse(entry.modified), standing });
    }
  }

  /** Nothing that was acknowledged is taken back by this engine. */
  async expectKept(client: Client<EngineRoutes>): Promise<void> {
    const now = new Map((await listed(client)).map((entry) => [entry.path, entry]));
    for (const [path, { modifiedMs, standing }] of this.#done) {
      if (this.#folder.notes.get(path)?.modifiedMs !== modifiedMs) continue;
      const entry = now.get(path);
      const kept = standing === 'indexed' ? ['indexed'] : ['embedding', 'indexed'];
      expect(kept, `${path} was ${standing}`).toContain(entry?.status);
    }
    for (const path of this.#removed) expect(now.has(path), `${path} was removed`).toBe(false);
  }

  /** Everything is as the folder is, nothing is there twice, and the parts of the store agree. */
  async expectWhole(client: Client<EngineRoutes>): Promise<void> {
    const { notes, gone } = this.#folder;
    const documents = await listed(client);
    expect(documents.map(({ path }) => path).sort()).toEqual([...notes.keys()].sort());
    const report = await client.call('verifyStore', {});
    if (!report.ok) throw new Error(report.error.message);
    const passages = documents.reduce((sum, each) => sum + each.passages, 0);
    expect(report.value).toMatchObject({
      problems: [],
      documents: notes.size,
      passages,
      vectors: passages,
    });
    for (const { word, name } of notes.values()) {
      expect(await this.#named(client, word), word).toEqual(new Set([name]));
    }
    for (const word of gone) expect(await this.#named(client, word), word).toEqual(new Set());
  }

  async #named(client: Client<EngineRoutes>, words: string): Promise<Set<string>> {
    const found = await client.call('search', { words, mode: 'text' });
    if (!found.ok) throw new Error(found.error.message);
    return new Set(found.value.passages.map(({ document }) => document));
  }

  /** Whether no work is left, none was passed by, and the embedder is the one that was chosen. */
  async isSettled(client: Client<EngineRoutes>): Promise<boolean> {
    const documents = await listed(client);
    const status = await client.call('status', {});
    return (
      status.ok &&
      !status.value.working &&
      this.embedders.has(status.value.embedder ?? '') &&
      documents.length === this.#folder.notes.size &&
      documents.every((each) => each.status === 'indexed' && this.#folder.isCurrent(each))
    );
  }
}
