import { CarrelFailure } from '../../contract/errors.ts';
import { encrypted } from '../detect-failures.ts';
import type { DocumentFacts } from '../flow-pages.ts';
import { elements, readElement, readXml, textOf } from '../xml.ts';
import { openZip, type Zip } from '../zip.ts';
import { OdtBody } from './body.ts';
import { readListStyle, type ListStyle } from './lists.ts';
import { OdtStyles } from './styles.ts';

const styleUnits: ReadonlySet<string> = new Set([
  'style:style',
  'text:list-style',
  'text:outline-style',
]);

/** An OpenDocument package (ISO/IEC 26300) with what its texts need. */
export interface OdfPackage {
  readonly content: Uint8Array;
  /** Turns elements of the content into blocks. */
  readonly body: OdtBody;
  readonly facts: DocumentFacts;
}

/** @throws CarrelFailure `file-damaged`, `file-encrypted` */
export function openOdf(bytes: Uint8Array): OdfPackage {
  const zip = openZip(bytes);
  refuseEncrypted(zip);
  const content = zip.read('content.xml');
  if (content === undefined) {
    throw new CarrelFailure(
      'file-damaged',
      'The file is damaged: its text is missing. Open it in its own program and save it again.',
    );
  }
  const styles = new OdtStyles();
  const lists = new Map<string, ListStyle>();
  let outline: ListStyle = new Map();
  for (const part of [zip.read('styles.xml'), content]) {
    if (part === undefined) continue;
    readXml(part, styleUnits, (element) => {
      if (element.name === 'style:style') styles.add(element);
      else if (element.name === 'text:outline-style') outline = readListStyle(element);
      else lists.set(element.attributes.get('style:name') ?? '', readListStyle(element));
    });
  }
  return { content, body: new OdtBody(styles, lists, outline), facts: odfFacts(zip) };
}

function refuseEncrypted(zip: Zip): void {
  const manifest = zip.read('META-INF/manifest.xml');
  if (manifest === undefined) return;
  // Searched as text: the element has an address of its own in each version of the format.
  if (!new TextDecoder().decode(manifest).includes('encryption-data')) return;
  throw encrypted();
}

function odfFacts(zip: Zip): DocumentFacts {
  const bytes = zip.read('meta.xml');
  const meta = bytes === undefined ? undefined : readElement(bytes, 'office:meta');
  if (meta === undefined) return {};
  const values = new Map<string, string>();
  for (const element of elements(meta)) values.set(element.name, textOf(element));
  return {
    title: values.get('dc:title'),
    author: values.get('meta:initial-creator') ?? values.get('dc:creator'),
    created: values.get('meta:creation-date'),
  };
}
