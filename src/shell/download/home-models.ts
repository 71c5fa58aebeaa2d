import { CarrelFailure } from '../../contract/errors.ts';
import { findModel, type CatalogueModel, type ModelCatalogue } from '../../models/catalogue.ts';
import type { FetchedModel } from '../../models/fetch.ts';
import { bundledModels } from '../../models/registry.ts';
import { ownFolder } from '../home.ts';
import { downloadModels, type DownloadOptions } from './download-models.ts';

/** The catalogue's entry of this id. Throws `model-unknown`. */
export function knownModel(catalogue: ModelCatalogue, id: string): CatalogueModel {
  const model = findModel(catalogue, id);
  if (model !== undefined) return model;
  throw new CarrelFailure(
    'model-unknown',
    `There is no profile or model "${id}". Profiles are tiny, standard and workstation; models: carrel models list`,
    { id },
  );
}

/** Fetches models into the data folder, as `downloadModels` does; bundled ones are in place. */
export async function downloadToHome(
  home: string,
  models: readonly CatalogueModel[],
  options: Pick<DownloadOptions, 'from' | 'onProgress' | 'signal'>,
): Promise<FetchedModel[]> {
  return await downloadModels(models, {
    ...options,
    folder: ownFolder(home, 'models'),
    others: [bundledModels],
  });
}
