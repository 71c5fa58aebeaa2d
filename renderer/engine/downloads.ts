import { create } from 'zustand';
import type { ContractError } from '../../src/contract/errors.ts';
import type { FetchProgress, ModelRole } from '../../src/contract/models.ts';
import type { DoorClient } from './client.ts';

/** A model that is being fetched, or was until it was paused or failed. */
export type Download =
  | { readonly state: 'running'; readonly progress: FetchProgress | null }
  | { readonly state: 'paused'; readonly progress: FetchProgress | null }
  | { readonly state: 'failed'; readonly error: ContractError };

interface Downloads {
  /** By the model's id. */
  readonly downloads: ReadonlyMap<string, Download>;
  /** Grows with each model that has come in; lists of models read again. */
  readonly finished: number;
}

/** Downloads of models; they go on while other views are shown. */
export const useDownloads = create<Downloads>()(() => ({ downloads: new Map(), finished: 0 }));

const controllers = new Map<string, AbortController>();
/** Models to be used as soon as they are there. */
const wanted = new Map<string, ModelRole>();

/** Has a model used for its role once its download is complete, however often that is paused. */
export function chooseWhenDownloaded(id: string, role: ModelRole): void {
  wanted.set(id, role);
}

/**
 * Fetches a model over the network, or goes on where it was paused. Call it on the person's express
 * word only.
 */
export async function startDownload(client: DoorClient, id: string): Promise<void> {
  if (controllers.has(id)) return;
  const controller = new AbortController();
  controllers.set(id, controller);
  const before = useDownloads.getState().downloads.get(id);
  put(id, { state: 'running', progress: before?.state === 'paused' ? before.progress : null });
  const fetched = await client.stream(
    'fetchModel',
    { id },
    (progress) => {
      if (!controller.signal.aborted) put(id, { state: 'running', progress });
    },
    { signal: controller.signal },
  );
  // Paused or given up, and perhaps started again since.
  if (controllers.get(id) !== controller) return;
  controllers.delete(id);
  if (fetched.ok) {
    const role = wanted.get(id);
    if (role === undefined) put(id, null);
    else await chooseDownloaded(client, id, role);
    useDownloads.setState(({ finished }) => ({ finished: finished + 1 }));
  } else put(id, { state: 'failed', error: fetched.error });
}

/** Has a model that is there used for its role; where that fails, the model's download says why. */
export async function chooseDownloaded(
  client: DoorClient,
  id: string,
  role: ModelRole,
): Promise<void> {
  const chosen = await client.call('chooseModel', { role, id });
  // Once more is once more the whole: fetched if need be, and used.
  if (chosen.ok) wanted.delete(id);
  else wanted.set(id, role);
  put(id, chosen.ok ? null : { state: 'failed', error: chosen.error });
}

/** Stops a download; what has arrived is kept, and `startDownload` goes on from there. */
export function pauseDownload(id: string): void {
  const now = useDownloads.getState().downloads.get(id);
  end(id);
  if (now?.state === 'running') put(id, { state: 'paused', progress: now.progress });
}

/** Stops a download, if it runs, and forgets it. */
export function cancelDownload(id: string): void {
  end(id);
  wanted.delete(id);
  put(id, null);
}

function end(id: string): void {
  const controller = controllers.get(id);
  controllers.delete(id);
  controller?.abort();
}

function put(id: string, download: Download | null): void {
  useDownloads.setState(({ downloads }) => {
    const next = new Map(downloads);
    if (download === null) next.delete(id);
    else next.set(id, download);
    return { downloads: next };
  });
}
