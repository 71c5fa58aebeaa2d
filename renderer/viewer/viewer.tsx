import { useEffect, useState } from 'react';
import type { ViewerTarget } from '../app/navigation.ts';
import { DocumentViewer } from './document-viewer.tsx';
import { createViewerStore, ViewerContext } from './viewer-store.ts';

export { prepareToOpen } from './pdf/open-pdf.ts';

/** Shows a document at a place, with the quoted words marked where they still stand. */
export function Viewer({ target }: { readonly target: ViewerTarget }) {
  return <OneDocument key={target.documentId} target={target} />;
}

function OneDocument({ target }: { readonly target: ViewerTarget }) {
  const [store] = useState(createViewerStore);
  useEffect(() => {
    // Three columns are too many for half a window.
    if (target.reading === true) store.setState({ reading: true, panel: 'none' });
  }, [store, target]);
  return (
    <ViewerContext value={store}>
      <DocumentViewer target={target} />
    </ViewerContext>
  );
}
