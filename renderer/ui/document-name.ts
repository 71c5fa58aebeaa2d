/** A document's name without its folders; after those it lies in, e.g. `mail.eml › deed.pdf`. */
export function fileName(document: string): string {
  return document
    .split('!/')
    .map((part) => part.slice(part.lastIndexOf('/') + 1))
    .join(' › ');
}

/** The folder of a document, or of the file on the disk that it lies in; empty where it has none. */
function folderOf(document: string): string {
  const [file = ''] = document.split('!/', 1);
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

/** A document's own name, and what it lies in: the file around it, e.g. `mail.eml`, or its folder. */
export function nameWithin(document: string): { readonly name: string; readonly within: string } {
  const cut = document.lastIndexOf('!/');
  if (cut === -1) return { name: fileName(document), within: folderOf(document) };
  return { name: fileName(document.slice(cut + 2)), within: fileName(document.slice(0, cut)) };
}
