import type { ContractError } from '../../../src/contract/errors.ts';
import type { ModelEntry, ModelRole } from '../../../src/contract/models.ts';
import type { DoorClient } from '../../engine/client.ts';

/** How many of the files found are done. */
export interface Step {
  readonly done: number;
  readonly total: number;
}

/** What came of an import. */
export interface Outcome {
  readonly models: readonly ModelEntry[];
  /** By file's name; null where it concerns no single file. */
  readonly problems: readonly { readonly name: string | null; readonly error: ContractError }[];
}

/** Imports the model file at a path, or one after the other all that are in a folder. */
export async function importAll(
  client: DoorClient,
  path: string,
  role: ModelRole | null,
  report: (step: Step) => void,
): Promise<Outcome> {
  const found = await client.call('findModelFiles', { path });
  if (!found.ok) return { models: [], problems: [{ name: null, error: found.error }] };
  const { files } = found.value;
  const models: ModelEntry[] = [];
  const problems: { name: string | null; error: ContractError }[] = [];
  for (const [done, { path: file }] of files.entries()) {
    report({ done, total: files.length });
    // A role that was chosen is meant for the one file; those of a folder say their own.
    const asked = role === null || files.length > 1 ? {} : { role };
    const imported = await client.call('importModel', { file, ...asked });
    const name = files.length === 1 ? null : (file.split(/[/\\]/u).at(-1) ?? file);
    if (imported.ok) models.push(imported.value);
    else problems.push({ name, error: imported.error });
  }
  return { models, problems };
}
