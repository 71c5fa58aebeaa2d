import { CarrelFailure } from '../../contract/errors.ts';
import type { DocumentFacts } from '../flow-pages.ts';
import { child, elements, readElement, textOf, type XmlElement } from '../xml.ts';
import { partName, type Zip } from '../zip.ts';

/** A book's chapters in the order of reading, as names of members, and what is known of it. */
export interface EpubPackage {
  readonly chapters: readonly string[];
  readonly facts: DocumentFacts;
}

/** @throws CarrelFailure `file-damaged` */
export function readPackage(zip: Zip): EpubPackage {
  const container = zip.read('META-INF/container.xml');
  const rootFile = container === undefined ? undefined : readElement(container, 'ocf:rootfile');
  const path = rootFile?.attributes.get('full-path');
  const bytes = path === undefined ? undefined : zip.read(path);
  const root = bytes === undefined ? undefined : readElement(bytes, 'opf:package');
  if (path === undefined || root === undefined) {
    throw new CarrelFailure(
      'file-damaged',
      'The e-book is damaged: its list of chapters is missing. Get the book again.',
    );
  }
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return { chapters: chaptersOf(root, folder), facts: factsOf(root) };
}

function chaptersOf(root: XmlElement, folder: string): string[] {
  const manifest = new Map<string, string>();
  for (const item of elements(child(root, 'opf:manifest') ?? root, 'opf:item')) {
    const id = item.attributes.get('id');
    const href = item.attributes.get('href');
    const type = item.attributes.get('media-type') ?? '';
    // The table of contents repeats the headings.
    const contents = (item.attributes.get('properties') ?? '').split(/\s+/u).includes('nav');
    if (id === undefined || href === undefined || contents) continue;
    if (/^(?:application\/xhtml\+xml|text\/html)/u.test(type)) manifest.set(id, href);
  }
  const spine = child(root, 'opf:spine');
  const chapters: string[] = [];
  for (const reference of spine === undefined ? [] : elements(spine, 'opf:itemref')) {
    const href = manifest.get(reference.attributes.get('idref') ?? '');
    if (href !== undefined) chapters.push(resolve(folder, href));
  }
  return [...new Set(chapters)];
}

/** An address below the package's folder as the name of a member. */
function resolve(folder: string, href: string): string {
  const segments: string[] = [];
  for (const segment of (folder + unescaped(href.replace(/[?#].*/su, ''))).split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return partName(segments.join('/'));
}

function unescaped(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

function factsOf(root: XmlElement): DocumentFacts {
  const metadata = child(root, 'opf:metadata');
  const first = (name: string): string => textOf(child(metadata, name)).trim();
  return { title: first('dc:title'), author: first('dc:creator'), created: first('dc:date') };
}
