import type { FetchProgress } from '../../contract/models.ts';
import type { CatalogueModel } from '../../models/catalogue.ts';
import { fetchModel } from '../../models/fetch.ts';
import type { FetchedModel, Fetchers } from '../../models/fetch.ts';
import { fetchHttps } from './https.ts';
import { fetchLocal } from './local.ts';
import { fetchPip } from './pip.ts';

const network: Fetchers = { https: fetchHttps, pip: fetchPip, local: fetchLocal };

export interface DownloadOptions {
  /** The models folder to write to. */
  readonly folder: string;
  /** Folders where a model may be already, such as the bundled one. */
  readonly others?: readonly string[] | undefined;
  /** A file or folder to take the models from instead of the network. */
  readonly from?: string | undefined;
  readonly onProgress?: ((progress: FetchProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Fetches models one after the other with the real sources. The only code of Carrel that opens
 * connections to other machines; it runs in the shell, where no document is, and only when a
 * person asked for it.
 * @throws CarrelFailure as `fetchModel` does, for the first model that fails.
 */
export async function downloadModels(
  models: readonly CatalogueModel[],
  options: DownloadOptions,
): Promise<FetchedModel[]> {
  const fetched: FetchedModel[] = [];
  for (const model of models) {
    fetched.push(await fetchModel(model, { ...options, fetchers: network }));
  }
  return fetched;
}
