import { resolve } from 'node:path';
import type { Writer } from '../answer/answerer.ts';
import { CarrelFailure } from '../contract/errors.ts';
import type { ModelEntry, ModelRole, VerifiedModel } from '../contract/models.ts';
import type { VerdictCalibration } from '../contract/verdict-calibration.ts';
import type { ModelSpec } from '../inference/routes.ts';
import { findModel, loadCatalogue, writingRefusal } from '../models/catalogue.ts';
import { modelKey } from '../models/installed.ts';
import { readModelFacts } from '../models/model-facts.ts';
import { ModelRegistry } from '../models/registry.ts';
import type { SettingStore } from '../store/types/settings.ts';
import type { VectorStore } from '../store/types/vectors.ts';

/** Settings that name the model chosen for a role. */
const settingOf: Readonly<Record<ModelRole, string>> = {
  answer: 'model.answer',
  embed: 'model.embed',
  rerank: 'model.rerank',
};

/** Which model serves which role, and whether it is in use. */
export class ModelService {
  readonly #store: VectorStore & SettingStore;
  readonly #catalogue = loadCatalogue();
  readonly #registry: ModelRegistry;
  #embedder: ModelSpec | undefined;
  #finding: Promise<ModelSpec | undefined> | undefined;

  constructor(store: VectorStore & SettingStore, home: string) {
    this.#store = store;
    this.#registry = new ModelRegistry({
      catalogue: this.#catalogue,
      home: resolve(home),
      inUse: (id, variant) => this.#inUse(id, variant),
    });
  }

  /**
   * The embedder whose vectors are filled and searched, or undefined while none is installed.
   * The first one found is kept until another is chosen: vectors of two embedders are never mixed,
   * so that a stronger model installed later is not taken by itself. `next` asks for the one whose
   * vectors are being filled to take over; where that is gone, the change is given up.
   *
   * @throws CarrelFailure `model-damaged`, `model-too-large`.
   */
  async embedder(next?: string): Promise<ModelSpec | undefined> {
    if (next !== undefined && next === this.#store.nextEmbedder()) {
      const spec = await ifUsable(this.#registry.resolve('embed', next));
      if (spec === undefined) await this.#store.cancelEmbedder();
      return spec;
    }
    if (this.#embedder !== undefined) return this.#embedder;
    // One search for all who ask: a second one might end after another embedder took over, and
    // put the one it had found back into use.
    this.#finding ??= this.#findEmbedder().finally(() => {
      this.#finding = undefined;
    });
    return await this.#finding;
  }

  async #findEmbedder(): Promise<ModelSpec | undefined> {
    const chosen = this.#store.setting(settingOf.embed);
    const spec =
      (chosen === undefined ? undefined : await this.#registry.resolve('embed', chosen)) ??
      (await this.#registry.resolve('embed'));
    if (spec === undefined) return undefined;
    const { embedding } = await readModelFacts(spec.file);
    const embedder = modelKey(spec.id, spec.variant);
    await this.#store.useEmbedder({ embedder, dimensions: embedding });
    // Written once: asking and searching must not need room on the disk.
    if (chosen !== embedder) this.#store.setSetting(settingOf.embed, embedder);
    this.#embedder = spec;
    return spec;
  }

  /**
   * The model that writes answers: the chosen one or, where that is gone, damaged or too large, the
   * strongest other one that can be used. Looked for anew each time (milliseconds), since its file
   * may go while the engine runs. Undefined where none is installed: answers are then quotes.
   *
   * @throws CarrelFailure `model-damaged`, `model-too-large` where none of those installed can be
   * used.
   */
  async writer(): Promise<Writer | undefined> {
    const spec = await this.#chosenOrStrongest('answer');
    if (spec === undefined) return undefined;
    const { name, trusted, languages } = await this.#registry.writing(spec.id);
    return { spec, trusted, refusal: (language) => writingRefusal(name, languages, language) };
  }

  /** The model that reads passages again, chosen like the one that writes. Throws like `writer`. */
  async reranker(): Promise<ModelSpec | undefined> {
    return await this.#chosenOrStrongest('rerank');
  }

  async #chosenOrStrongest(role: 'answer' | 'rerank'): Promise<ModelSpec | undefined> {
    const chosen = this.#store.setting(settingOf[role]);
    const own =
      chosen === undefined ? undefined : await ifUsable(this.#registry.resolve(role, chosen));
    return own ?? (await this.#registry.resolve(role));
  }

  /**
   * Uses an installed model for its role from now on. Another embedder takes over only once its
   * vectors are filled; the one in use being chosen again ends such a change.
   *
   * @throws CarrelFailure `not-found` for what is not installed in that role, `model-damaged`,
   * `model-too-large`.
   */
  async choose(role: ModelRole, id: string): Promise<void> {
    const spec = await this.#registry.resolve(role, id);
    if (spec === undefined) {
      throw new CarrelFailure(
        'not-found',
        `No model "${id}" is installed for this. \`carrel models list\` shows what there is.`,
        { id, role },
      );
    }
    const key = modelKey(spec.id, spec.variant);
    if (role !== 'embed') {
      this.#store.setSetting(settingOf[role], key);
      return;
    }
    const current = await ifUsable(this.embedder());
    if (current === undefined) {
      this.#store.setSetting(settingOf.embed, key);
      this.#embedder = undefined;
    } else if (modelKey(current.id, current.variant) === key) {
      await this.#store.cancelEmbedder();
    } else {
      const { embedding } = await readModelFacts(spec.file);
      await this.#store.prepareEmbedder({ embedder: key, dimensions: embedding });
    }
  }

  /** Lets the next embedder take over, where there is one and all its vectors are there. */
  async adoptEmbedder(): Promise<void> {
    if (this.#store.nextEmbedder() === undefined) return;
    const adopted = await this.#store.adoptEmbedder((embedder) => {
      this.#store.setSetting(settingOf.embed, embedder);
      this.#embedder = undefined;
    });
    if (adopted) await this.embedder();
  }

  /** How the verdict is reached with the embedder in use, or undefined where it was not measured. */
  async calibration(): Promise<VerdictCalibration | undefined> {
    const spec = await ifUsable(this.embedder());
    return spec === undefined ? undefined : findModel(this.#catalogue, spec.id)?.verdict;
  }

  async list(): Promise<ModelEntry[]> {
    return await this.#registry.list();
  }

  async import(file: string, role?: ModelRole): Promise<ModelEntry> {
    return await this.#registry.import(file, role);
  }

  async remove(id: string): Promise<void> {
    await this.#registry.remove(id);
  }

  async verify(signal: AbortSignal): Promise<VerifiedModel[]> {
    return await this.#registry.verify(signal);
  }

  /** The embedder that vectors were made with, and whatever was chosen by name. */
  #inUse(id: string, variant: string): boolean {
    const names = new Set([id, modelKey(id, variant)]);
    if (names.has(this.#store.nextEmbedder() ?? '')) return true;
    return Object.values(settingOf).some((key) => {
      const chosen = this.#store.setting(key);
      return chosen !== undefined && names.has(chosen);
    });
  }
}

/** Undefined for a model that is damaged or too large too: for work that can do without one. */
export async function ifUsable<T>(model: Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await model;
  } catch (error) {
    if (error instanceof CarrelFailure && error.code.startsWith('model-')) return undefined;
    throw error;
  }
}
