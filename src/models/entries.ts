import type { ModelEntry } from '../contract/models.ts';
import { expectedBytes, profilesOf } from './catalogue.ts';
import type { CatalogueModel, ModelCatalogue, ModelSource } from './catalogue.ts';
import type { InstalledModel } from './installed.ts';
import { fits, lacksMemory } from './memory.ts';
import type { MemoryReport } from './memory.ts';

/** What an entry depends on beside the model: this machine's memory, and which models are in use. */
export interface EntryContext {
  readonly memory: MemoryReport;
  readonly isUsed: (model: InstalledModel) => boolean;
}

/** A catalogue model as people see it, with the file that is in place, if any. */
export function catalogueEntry(
  catalogue: ModelCatalogue,
  model: CatalogueModel,
  found: InstalledModel | undefined,
  { memory, isUsed }: EntryContext,
): ModelEntry {
  const fitsReason = lacksMemory(model.minMemoryBytes, memory);
  return {
    id: model.id,
    role: model.role,
    name: model.name,
    maker: model.maker,
    country: model.country,
    licence: model.licence,
    languages: model.languages,
    bytes: found?.manifest.bytes ?? expectedBytes(model),
    profiles: profilesOf(catalogue, model.id, model.role),
    state: found === undefined ? 'available' : found.problem === null ? 'installed' : 'damaged',
    file: found?.file ?? null,
    variant: found?.manifest.variant ?? null,
    fits: fitsReason === null,
    fitsReason,
    neededBytes: model.minMemoryBytes,
    sources: model.variants.flatMap(({ sources }) => sources.map(sourceName)),
    inUse: found !== undefined && isUsed(found),
  };
}

/** A model of the user's own as people see it. */
export function importedEntry(model: InstalledModel, { memory, isUsed }: EntryContext): ModelEntry {
  const { manifest } = model;
  const neededBytes = manifest.imported?.memoryBytes ?? manifest.bytes;
  const fitsReason = fits(neededBytes, memory);
  return {
    id: manifest.id,
    role: manifest.role,
    name: manifest.imported?.name ?? manifest.id,
    maker: 'unknown',
    country: 'unknown',
    licence: manifest.imported?.licence ?? 'unknown',
    languages: manifest.imported?.languages ?? [],
    bytes: manifest.bytes,
    profiles: [],
    state: model.problem === null ? 'imported' : 'damaged',
    file: model.file,
    variant: manifest.variant,
    fits: fitsReason === null,
    fitsReason,
    neededBytes,
    sources: [],
    inUse: isUsed(model),
  };
}

/** A source as the person who is asked for consent sees it. */
function sourceName(source: ModelSource): string {
  return source.kind === 'https' ? source.url : `pip ${source.package} ${source.version}`;
}
