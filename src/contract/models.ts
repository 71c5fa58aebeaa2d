import { z } from 'zod';
import { contractError } from './errors.ts';

export const modelRole = z.enum(['answer', 'embed', 'rerank']);
export type ModelRole = z.infer<typeof modelRole>;

export const profileName = z.enum(['tiny', 'standard', 'workstation']);
export type ProfileName = z.infer<typeof profileName>;

/** A model as the models page and `carrel models list` show it. */
export const modelEntry = z.strictObject({
  id: z.string(),
  role: modelRole,
  name: z.string(),
  maker: z.string(),
  /** ISO 3166 code or a short name such as `EU`. */
  country: z.string(),
  licence: z.string(),
  languages: z.array(z.string()),
  bytes: z.number().int().nullable(),
  profiles: z.array(profileName),
  state: z.enum(['installed', 'available', 'imported', 'damaged']),
  /** Absolute path where installed. */
  file: z.string().nullable(),
  /** Variant in place (a catalogue entry may be had in several quantisations). */
  variant: z.string().nullable(),
  fits: z.boolean(),
  /** Why it does not fit, or null. */
  fitsReason: z.string().nullable(),
  /** Memory of a machine that runs it, in bytes. */
  neededBytes: z.number(),
  /** Where it would be fetched from, in the order tried: addresses, or `pip NAME VERSION`. */
  sources: z.array(z.string()),
  inUse: z.boolean(),
});
export type ModelEntry = z.infer<typeof modelEntry>;

/** A file that may be a model. */
export const modelFile = z.strictObject({
  /** Absolute. */
  path: z.string(),
  bytes: z.number(),
});
export type ModelFile = z.infer<typeof modelFile>;

/** Progress of a model download or conversion. */
export const fetchProgress = z.strictObject({
  model: z.string(),
  stage: z.enum(['source', 'download', 'verify', 'convert', 'place']),
  /** What is being tried, in words, without credentials. */
  source: z.string(),
  bytesDone: z.number(),
  bytesTotal: z.number().nullable(),
});
export type FetchProgress = z.infer<typeof fetchProgress>;

export const verifiedModel = z.strictObject({
  id: z.string(),
  file: z.string(),
  ok: z.boolean(),
  error: contractError.nullable(),
});
export type VerifiedModel = z.infer<typeof verifiedModel>;
