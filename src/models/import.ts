import { randomUUID } from 'node:crypto';
import { mkdir, rm, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { CarrelFailure } from '../contract/errors.ts';
import type { ModelRole } from '../contract/models.ts';
import { copyHashed, type Hashed } from '../process/files.ts';
import type { ModelCatalogue } from './catalogue.ts';
import { embedderInput } from './embedder-input.ts';
import { modelKey } from './installed.ts';
import type { InstalledModel, Manifest } from './installed.ts';
import { estimateMemory, fits } from './memory.ts';
import type { MemoryReport } from './memory.ts';
import { readModelFacts } from './model-facts.ts';
import type { ModelFacts } from './model-facts.ts';
import { placeModel, requireSpace } from './place.ts';

export interface ImportOptions {
  readonly folder: string;
  readonly catalogue: ModelCatalogue;
  readonly installed: readonly InstalledModel[];
  readonly memory: MemoryReport;
  /** The role to use it in; absent: the one its header shows. */
  readonly role?: ModelRole | undefined;
  readonly freeBytes?: ((folder: string) => Promise<number>) | undefined;
}

/** The role a file is used in: what was asked for, if its header allows that. */
function roleFor(facts: ModelFacts, asked: ModelRole | undefined): ModelRole {
  if (asked === undefined || asked === facts.role) return facts.role;
  const can = { answer: 'answer questions', embed: 'make vectors', rerank: 'rank passages' };
  throw new CarrelFailure(
    'model-unsupported',
    `The header of this file says that it can ${can[facts.role]}, not ${can[asked]}. Import it without a role, or choose another file.`,
    { found: facts.role, asked },
  );
}

/** Refuses a file whose model this machine could not run. */
function checkFit(facts: ModelFacts, role: ModelRole, memory: MemoryReport): number {
  const needed = estimateMemory(facts, role);
  const reason = fits(needed, memory);
  if (reason === null) return needed;
  throw new CarrelFailure(
    'model-too-large',
    `${facts.name} does not fit this machine. ${reason} Choose a smaller model or a smaller quantisation.`,
    { neededBytes: needed, memoryBytes: memory.memoryBytes },
  );
}

/** A name for files and settings out of a file's name. */
export function idFromFileName(file: string): string {
  const stem = basename(file, extname(file));
  const slug = stem
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replaceAll(/[.-]{2,}/g, '-')
    .replaceAll(/^[.-]+|[.-]+$/g, '')
    .slice(0, 80)
    .replace(/[.-]+$/, '');
  return slug === '' ? 'model' : slug;
}

function freeId(wanted: string, options: ImportOptions): string {
  const taken = new Set([
    ...options.catalogue.models.map((model) => model.id),
    ...options.installed.map(({ manifest }) => manifest.id),
  ]);
  let id = wanted;
  for (let n = 2; taken.has(id); n++) id = `${wanted}-${n}`;
  return id;
}

/** The manifest of what was copied: a catalogue variant where the sum is one, else an import. */
function manifestFor(
  file: string,
  copied: Hashed,
  facts: ModelFacts,
  role: ModelRole,
  memoryBytes: number,
  options: ImportOptions,
): Manifest {
  for (const model of options.catalogue.models) {
    const variant = model.variants.find(({ sha256 }) => sha256 === copied.sha256);
    if (variant !== undefined) {
      return { id: model.id, variant: variant.id, role: model.role, ...copied };
    }
  }
  const from = basename(file);
  return {
    id: freeId(idFromFileName(file), options),
    // Part of the sum: vectors of two files of one name are never mixed.
    variant: copied.sha256.slice(0, 12),
    role,
    ...copied,
    imported: {
      from,
      name: facts.name,
      licence: facts.licence,
      languages: [...facts.languages],
      context: facts.context,
      reasoning: facts.reasoning,
      memoryBytes,
      ...embedderInput(role, `${facts.name} ${from}`),
    },
  };
}

/**
 * Copies a GGUF file of the user's into a models folder. Its header is checked and its memory
 * need estimated first, and the copy's header decides; a file whose checksum is in the catalogue
 * becomes that model, and one that is there already is not copied into a second place.
 * @returns the manifest of the model that is now in place.
 * @throws CarrelFailure `model-damaged`, `model-unsupported`, `model-too-large`, `disk-full`,
 * `path-missing`, `access-denied`.
 */
export async function importModelFile(file: string, options: ImportOptions): Promise<Manifest> {
  const { folder, installed, memory } = options;
  const seen = await readModelFacts(file);
  checkFit(seen, roleFor(seen, options.role), memory);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await requireSpace(folder, (await stat(file)).size, options.freeBytes);
  const temporary = join(folder, `.import-${randomUUID()}.part`);
  try {
    const copied = await copyHashed(file, temporary);
    const same = installed.find(
      ({ manifest, problem }) => manifest.sha256 === copied.sha256 && problem === null,
    );
    if (same !== undefined) return same.manifest;
    const facts = await readModelFacts(temporary);
    const role = roleFor(facts, options.role);
    const memoryBytes = checkFit(facts, role, memory);
    const manifest = manifestFor(file, copied, facts, role, memoryBytes, options);
    await placeModel(temporary, folder, manifest);
    return manifest;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Deletes a model's files; the manifest goes first, so that no half of it counts. */
export async function deleteModelFiles(model: InstalledModel, folder: string): Promise<void> {
  const stem = join(folder, modelKey(model.manifest.id, model.manifest.variant));
  for (const path of [model.manifestFile, model.file, `${stem}.part`, `${stem}.part.json`]) {
    await rm(path, { force: true });
  }
}
