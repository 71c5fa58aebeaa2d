import { useEffect } from 'react';
import { useDropped } from '../app/dropped.ts';
import { hasEnded, useAdditions } from './additions.ts';
import { PathDialog } from './path-dialog.tsx';
import { Tray } from './tray.tsx';
import { useAddDocuments } from './use-add-documents.ts';

/** Takes what is dropped on the window, and shows how far all that is being added is. */
export function AddDocuments() {
  useTakeDropped();
  useKeepWindow();
  return (
    <>
      <Tray />
      <PathDialog />
    </>
  );
}

function useTakeDropped(): void {
  const { addDropped } = useAddDocuments();
  const waiting = useDropped((state) => state.waiting);
  useEffect(() => {
    if (waiting.length === 0) return;
    const drop = useDropped.getState().take();
    if (drop !== undefined) addDropped(drop);
  }, [addDropped, waiting]);
}

/** Files of the browser are copied by this page: before it goes meanwhile, the browser asks. */
function useKeepWindow(): void {
  const copying = useAdditions(({ additions }) =>
    additions.some((one) => one.copies && !hasEnded(one) && one.stage.kind !== 'reading'),
  );
  useEffect(() => {
    if (!copying) return;
    const ask = (event: BeforeUnloadEvent): void => {
      event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('beforeunload', ask);
    };
  }, [copying]);
}
