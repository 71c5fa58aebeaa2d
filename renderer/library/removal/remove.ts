import { create } from 'zustand';
import { useNavigation } from '../../app/navigation.ts';
import type { ContractError } from '../../../src/contract/errors.ts';
import type { DoorClient } from '../../engine/client.ts';
import {
  type AskedRemoval,
  clearSelection,
  closeDialog,
  openDialog,
  setProblem,
} from '../library-store.ts';

/** Documents that are out of the library and will be erased unless that is undone. */
export interface Removal {
  readonly id: string;
  readonly name: string | null;
  readonly documents: number;
  readonly answers: number;
}

/** Time for Undo, in seconds. */
export const UNDO_SECONDS = 10;

/** The newest last; each goes when its time is over. */
export const useRemovals = create<{ readonly removals: readonly Removal[] }>()(() => ({
  removals: [],
}));

/** Removes one document at once; asks first where answers quote it or there are several. */
export async function askToRemove(
  client: DoorClient,
  targets: readonly string[],
  name: string | null,
): Promise<void> {
  if (targets.length === 0) return;
  const impact = await client.call('removalImpact', { targets: [...targets] });
  if (!impact.ok) {
    setProblem(impact.error);
    return;
  }
  const removal: AskedRemoval = { targets, name, ...impact.value };
  if (removal.answers > 0 || removal.documents > 1) openDialog({ kind: 'remove', removal });
  else setProblem(await remove(client, removal));
}

/** Takes documents out of the library, with time to undo it. Returns why it cannot, or null. */
export async function remove(
  client: DoorClient,
  { targets, name, answers }: AskedRemoval,
): Promise<ContractError | null> {
  const scheduled = await client.call('scheduleRemoval', {
    targets: [...targets],
    seconds: UNDO_SECONDS,
  });
  if (!scheduled.ok) return scheduled.error;
  const { removal: id, documents } = scheduled.value;
  const removal = { id, name, documents, answers };
  useRemovals.setState(({ removals }) => ({ removals: [...removals, removal] }));
  setTimeout(() => {
    forget(id);
  }, UNDO_SECONDS * 1000);
  clearSelection();
  closeDialog();
  const { viewer, closeViewer } = useNavigation.getState();
  if (viewer !== null && targets.includes(viewer.documentId)) closeViewer();
  return null;
}

/** Brings the documents of a removal back. */
export async function undo(client: DoorClient, { id }: Removal): Promise<void> {
  forget(id);
  const undone = await client.call('undoRemoval', { removal: id });
  setProblem(undone.ok ? null : undone.error);
}

function forget(id: string): void {
  useRemovals.setState(({ removals }) => ({ removals: removals.filter((each) => each.id !== id) }));
}
