import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { modelRole } from '../contract/models.ts';

const name = z.string().regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/);

/** The small file beside each model: what it is and what its bytes must be. */
export const manifest = z.strictObject({
  id: name,
  variant: name,
  role: modelRole,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().positive(),
  /** Present for files of the user's own: what their header said. */
  imported: z
    .strictObject({
      /** Name of the file it was copied from. */
      from: z.string(),
      name: z.string(),
      licence: z.string(),
      languages: z.array(z.string()),
      context: z.number().int().min(64),
      reasoning: z.boolean(),
      queryPrefix: z.string(),
      passagePrefix: z.string(),
      normalisation: z.enum(['none', 'nfkc']),
      /** Estimated bytes of memory to run it. */
      memoryBytes: z.number().int().positive(),
    })
    .optional(),
});
export type Manifest = z.infer<typeof manifest>;

/** A model in a models folder. */
export interface InstalledModel {
  readonly manifest: Manifest;
  /** Absolute path of the GGUF file. */
  readonly file: string;
  readonly manifestFile: string;
  /** It came with the program and cannot be removed. */
  readonly bundled: boolean;
  /** What is wrong at first sight (missing or of another size), or null. */
  readonly problem: string | null;
}

/** `<id>--<variant>`: the stem of a model's file names and the key of its vectors. */
export function modelKey(id: string, variant: string): string {
  return `${id}--${variant}`;
}

const MAX_MANIFEST_BYTES = 64 << 10;

async function readManifest(path: string): Promise<Manifest | undefined> {
  const { size } = await stat(path);
  if (size > MAX_MANIFEST_BYTES) return undefined;
  try {
    return manifest.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

async function fileSize(path: string): Promise<number | undefined> {
  try {
    const stats = await stat(path);
    return stats.isFile() ? stats.size : undefined;
  } catch {
    return undefined;
  }
}

async function inspect(
  folder: string,
  manifestName: string,
  bundled: boolean,
): Promise<InstalledModel | undefined> {
  const manifestFile = join(folder, manifestName);
  const read = await readManifest(manifestFile);
  const stem = manifestName.slice(0, -'.json'.length);
  // A manifest counts only under its own name, so that two cannot claim one file.
  if (read === undefined || modelKey(read.id, read.variant) !== stem) return undefined;
  const file = join(folder, `${stem}.gguf`);
  const size = await fileSize(file);
  const problem =
    size === undefined
      ? 'its file is missing'
      : size === read.bytes
        ? null
        : `its file has ${size} bytes instead of ${read.bytes}`;
  return { manifest: read, file, manifestFile, bundled, problem };
}

/**
 * The models in a folder, by name; an absent folder holds none. Reads manifests and sizes only,
 * so it takes milliseconds; `hashFile` is the full check.
 */
export async function installedIn(folder: string, bundled: boolean): Promise<InstalledModel[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch {
    return [];
  }
  const manifests = names.filter((entry) => entry.endsWith('.json') && entry.includes('--')).sort();
  const found = await Promise.all(manifests.map((entry) => inspect(folder, entry, bundled)));
  return found.filter((model) => model !== undefined);
}
