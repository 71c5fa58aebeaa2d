import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CarrelFailure } from '../contract/errors.ts';
import type { ModelEntry, ModelRole, VerifiedModel } from '../contract/models.ts';
import type { ModelSpec } from '../inference/routes.ts';
import { findModel, profilesOf } from './catalogue.ts';
import type { CatalogueModel, ModelCatalogue } from './catalogue.ts';
import { damagedModel } from './damaged-model.ts';
import { catalogueEntry, importedEntry } from './entries.ts';
import { deleteModelFiles, importModelFile } from './import.ts';
import { installedIn, modelKey } from './installed.ts';
import type { InstalledModel } from './installed.ts';
import { contextFor, estimateMemory, fits, localMemory } from './memory.ts';
import type { MemoryReport } from './memory.ts';
import { readModelFacts } from './model-facts.ts';
import type { ModelFacts } from './model-facts.ts';
import { verifyModel } from './verify-model.ts';

const elsewhere = process.env['CARREL_MODELS'];
/**
 * The models that come with the program, in a checkout and in an installed application; an
 * administrator may keep them in a folder of their own, named by CARREL_MODELS.
 */
export const bundledModels =
  elsewhere === undefined || elsewhere === ''
    ? fileURLToPath(new URL('../../resources/models', import.meta.url))
    : resolve(elsewhere);

const MAX_REMEMBERED_HEADERS = 64;

export interface RegistryOptions {
  readonly catalogue: ModelCatalogue;
  /** The data folder; its models lie in `models` below it. */
  readonly home: string;
  readonly bundled?: string;
  /** Memory to fit into; absent: this machine's main memory. */
  readonly memory?: () => MemoryReport;
  /** Whether the engine needs this model now (loaded, or its vectors are in use). */
  readonly inUse?: (id: string, variant: string) => boolean;
  readonly freeBytes?: (folder: string) => Promise<number>;
}

/** What an answer model may write, for `writingRefusal`. */
export interface WritingSkills {
  readonly name: string;
  readonly trusted: boolean;
  readonly languages: readonly string[];
}

/** The models that are installed, in the bundled folder and below the data folder. */
export class ModelRegistry {
  readonly folder: string;
  readonly #options: RegistryOptions;
  readonly #bundled: string;
  readonly #headers = new Map<string, { stamp: string; facts: ModelFacts }>();

  constructor(options: RegistryOptions) {
    this.#options = options;
    this.folder = join(options.home, 'models');
    this.#bundled = options.bundled ?? bundledModels;
  }

  /** Bundled models first; the same variant in both folders appears twice. */
  async installed(): Promise<InstalledModel[]> {
    const [bundled, own] = await Promise.all([
      installedIn(this.#bundled, true),
      installedIn(this.folder, false),
    ]);
    return [...bundled, ...own];
  }

  /** The catalogue's models and the user's own, as people see them. */
  async list(): Promise<ModelEntry[]> {
    const installed = await this.installed();
    const context = {
      memory: this.#memory(),
      isUsed: (model: InstalledModel) => this.#isUsed(model),
    };
    const known = this.#options.catalogue.models.map((model) =>
      catalogueEntry(
        this.#options.catalogue,
        model,
        installed
          .filter(({ manifest }) => manifest.id === model.id)
          .sort((a, b) => this.#rank(a) - this.#rank(b))[0],
        context,
      ),
    );
    const own = installed.filter(({ manifest }) => this.#catalogued(manifest.id) === undefined);
    return [...known, ...own.map((model) => importedEntry(model, context))];
  }

  /**
   * The model to use in a role, ready to be loaded: its header has been read and checked.
   * @param preferred an id, or `<id>--<variant>` where the variant matters (vectors of two
   * variants are never mixed). Nothing else is then taken. Absent: the strongest installed model
   * that fits this machine.
   * @returns undefined where none is installed.
   * @throws CarrelFailure `model-damaged` where only damaged ones are, `model-too-large` for a
   * preferred model that does not fit.
   */
  async resolve(role: ModelRole, preferred?: string): Promise<ModelSpec | undefined> {
    const candidates = (await this.installed())
      .filter(({ manifest }) => manifest.role === role)
      .filter(({ manifest: { id, variant } }) =>
        preferred === undefined ? true : preferred === id || preferred === modelKey(id, variant),
      )
      .sort((a, b) => this.#rank(a) - this.#rank(b));
    let refusal: CarrelFailure | undefined;
    for (const candidate of candidates) {
      try {
        return await this.#spec(candidate);
      } catch (cause) {
        if (!(cause instanceof CarrelFailure)) throw cause;
        refusal ??= cause;
      }
    }
    if (refusal !== undefined) throw refusal;
    return undefined;
  }

  /** Name and languages for written answers; an imported model's header may name languages. */
  async writing(id: string): Promise<WritingSkills> {
    const model = this.#catalogued(id);
    if (model !== undefined) {
      const { trusted, languages } = model.writtenMode ?? { trusted: false, languages: [] };
      return { name: model.name, trusted, languages };
    }
    const own = (await this.installed()).find(({ manifest }) => manifest.id === id);
    const imported = own?.manifest.imported;
    return { name: imported?.name ?? id, trusted: false, languages: imported?.languages ?? [] };
  }

  /** Copies a GGUF file of the user's into the data folder; see `importModelFile`. */
  async import(file: string, role?: ModelRole): Promise<ModelEntry> {
    const { id, variant } = await importModelFile(file, {
      folder: this.folder,
      catalogue: this.#options.catalogue,
      installed: await this.installed(),
      memory: this.#memory(),
      role,
      freeBytes: this.#options.freeBytes,
    });
    const entries = await this.list();
    const entry =
      entries.find((model) => model.id === id && model.variant === variant) ??
      entries.find((model) => model.id === id);
    if (entry === undefined) {
      throw new CarrelFailure('internal', 'The imported model is not in its place.', { id });
    }
    return entry;
  }

  /**
   * Deletes a model's files from the data folder.
   * @throws CarrelFailure `model-unknown`, `model-in-use`, or `invalid-input` for a model that
   * belongs to the program.
   */
  async remove(id: string): Promise<void> {
    const all = (await this.installed()).filter(({ manifest }) => manifest.id === id);
    const own = all.filter((model) => !model.bundled);
    if (all.length === 0) {
      throw new CarrelFailure(
        'model-unknown',
        `No model "${id}" is installed; "carrel models list" shows those that are.`,
        { id },
      );
    }
    if (own.length === 0) {
      throw new CarrelFailure(
        'invalid-input',
        `The model "${id}" belongs to the program and cannot be removed by itself.`,
        { id },
      );
    }
    if (own.some((model) => this.#isUsed(model))) {
      throw new CarrelFailure(
        'model-in-use',
        `The model "${id}" is in use. Choose another one for its role first, then remove it.`,
        { id },
      );
    }
    for (const model of own) await deleteModelFiles(model, this.folder);
  }

  /** Reads every installed model in full and compares its SHA-256 with its manifest's. */
  async verify(signal?: AbortSignal): Promise<VerifiedModel[]> {
    const results: VerifiedModel[] = [];
    for (const model of await this.installed()) {
      results.push(await verifyModel(model, signal));
    }
    return results;
  }

  #catalogued(id: string): CatalogueModel | undefined {
    return findModel(this.#options.catalogue, id);
  }

  #memory(): MemoryReport {
    return (this.#options.memory ?? localMemory)();
  }

  #isUsed({ manifest }: InstalledModel): boolean {
    return this.#options.inUse?.(manifest.id, manifest.variant) ?? false;
  }

  /** Low is better: a sound file, a larger profile, the catalogue's order, its variants' order. */
  #rank({ manifest, problem }: InstalledModel): number {
    const { catalogue } = this.#options;
    const index = catalogue.models.findIndex((model) => model.id === manifest.id);
    const profiles = profilesOf(catalogue, manifest.id, manifest.role);
    const profile = profiles.includes('workstation')
      ? 0
      : profiles.includes('standard')
        ? 1
        : profiles.includes('tiny')
          ? 3
          : 2;
    const variants = catalogue.models[index]?.variants ?? [];
    const variant = variants.findIndex(({ id }) => id === manifest.variant);
    const order = index < 0 ? 1000 : index;
    return (problem === null ? 0 : 1e9) + profile * 1e7 + order * 100 + Math.max(0, variant);
  }

  /** The header's facts, read once for each state of the file. */
  async #facts(model: InstalledModel): Promise<ModelFacts> {
    if (model.problem !== null) throw damagedModel(model, model.problem);
    const { size, mtimeMs } = await stat(model.file);
    const stamp = `${size} ${mtimeMs}`;
    const known = this.#headers.get(model.file);
    if (known?.stamp === stamp) return known.facts;
    const facts = await readModelFacts(model.file);
    if (this.#headers.size >= MAX_REMEMBERED_HEADERS) this.#headers.clear();
    this.#headers.set(model.file, { stamp, facts });
    return facts;
  }

  async #spec(model: InstalledModel): Promise<ModelSpec> {
    const { id, variant, role, imported } = model.manifest;
    const facts = await this.#facts(model);
    const reason = fits(estimateMemory(facts, role), this.#memory());
    if (reason !== null) {
      throw new CarrelFailure(
        'model-too-large',
        `The model "${id}" does not fit this machine. ${reason} Choose a smaller one.`,
        { id },
      );
    }
    const known = this.#catalogued(id);
    const input = known ?? imported;
    return {
      id,
      variant,
      role,
      file: model.file,
      context: contextFor(role, Math.min(facts.context, known?.context ?? facts.context)),
      queryPrefix: input?.queryPrefix ?? '',
      passagePrefix: input?.passagePrefix ?? '',
      normalisation: input?.normalisation ?? 'none',
      reasoning: input?.reasoning ?? facts.reasoning,
    };
  }
}
