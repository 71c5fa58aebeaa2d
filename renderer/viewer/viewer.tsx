import type { ViewerTarget } from '../app/navigation.ts';

/** Shows a document at a place. */
export function Viewer({ target }: { readonly target: ViewerTarget }) {
  return <section data-document={target.documentId} />;
}
