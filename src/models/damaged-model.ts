import { CarrelFailure } from '../contract/errors.ts';
import type { InstalledModel } from './installed.ts';

/** How a damaged model is got anew. A fetch trusts a file of the right size, so the damaged one has to go first. */
export function remedy({ bundled, manifest, file }: InstalledModel): string {
  const again = bundled
    ? 'install Carrel again, or run "npm run setup" in a checkout'
    : manifest.imported === undefined
      ? `run "carrel models fetch ${manifest.id}"`
      : 'import it again from its original file';
  return `Delete ${file}, then ${again}.`;
}

/** The failure for an installed model that cannot be used as it is; its message says how to get it anew. */
export function damagedModel(model: InstalledModel, problem: string): CarrelFailure {
  const { id } = model.manifest;
  return new CarrelFailure(
    'model-damaged',
    `The model "${id}" is damaged: ${problem}. ${remedy(model)}`,
    { id, problem },
  );
}
