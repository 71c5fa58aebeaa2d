import type { DocumentFacts } from './flow-pages.ts';
import { elements, readElement, readXml, textOf } from './xml.ts';
import { partName, type Zip } from './zip.ts';

/** A relationship of a part of an OOXML package (ISO/IEC 29500-2). */
export interface Relationship {
  readonly id: string;
  /** The last segment of the type's address, e.g. `styles`. */
  readonly type: string;
  /** Part name inside the package. */
  readonly target: string;
}

/** The relationships of a part (empty name: of the package); external targets are left out. */
export function relationshipsOf(zip: Zip, part: string): ReadonlyMap<string, Relationship> {
  const slash = part.lastIndexOf('/');
  const folder = part.slice(0, slash + 1);
  const bytes = zip.read(`${folder}_rels/${part.slice(slash + 1)}.rels`);
  const found = new Map<string, Relationship>();
  if (bytes === undefined) return found;
  readXml(bytes, new Set(['rel:Relationship']), ({ attributes }) => {
    const id = attributes.get('Id');
    const target = attributes.get('Target');
    if (id === undefined || target === undefined) return;
    if (attributes.get('TargetMode')?.toLowerCase() === 'external') return;
    const type = attributes.get('Type')?.split('/').at(-1) ?? '';
    found.set(id, { id, type, target: resolvePart(folder, target) });
  });
  return found;
}

/** The part of the first relationship of a type, if the package has it. */
export function partOfType(
  zip: Zip,
  relationships: ReadonlyMap<string, Relationship>,
  type: string,
): string | undefined {
  for (const relationship of relationships.values()) {
    if (relationship.type === type && zip.has(relationship.target)) return relationship.target;
  }
  return undefined;
}

function resolvePart(folder: string, target: string): string {
  const path = target.replaceAll('\\', '/').replace(/#.*/su, '');
  const segments: string[] = [];
  for (const segment of (path.startsWith('/') ? path : folder + path).split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return partName(segments.join('/'));
}

/** Title, author and date of creation from a package's core properties. */
export function coreFacts(zip: Zip): DocumentFacts {
  const part = partOfType(zip, relationshipsOf(zip, ''), 'core-properties') ?? 'docProps/core.xml';
  const bytes = zip.read(part);
  const root = bytes === undefined ? undefined : readElement(bytes, 'cp:coreProperties');
  if (root === undefined) return {};
  const values = new Map<string, string>();
  for (const element of elements(root)) values.set(element.name, textOf(element));
  return {
    title: values.get('dc:title'),
    author: values.get('dc:creator'),
    created: values.get('dcterms:created'),
  };
}
