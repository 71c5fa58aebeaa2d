/** The table of documents. */
export function LibraryView({ collection }: { readonly collection: string | null }) {
  return <section data-collection={collection} />;
}
