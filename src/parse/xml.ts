import { SaxesParser } from 'saxes';
import { CarrelFailure, type ContractError } from '../contract/errors.ts';
import { canonicalName } from './xml-names.ts';

/** An element with its subtree. Names are those of `canonicalName`. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (XmlElement | string)[];
}

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

/** Deeper nesting is no document: readers of subtrees recurse. */
export const MAX_DEPTH = 1000;
const CHUNK_BYTES = 64 * 1024;

/** Without a prototype, so that `&constructor;` means nothing. */
const entities: Record<string, string> = { amp: '&', gt: '>', lt: '<', quot: '"', apos: "'" };
Object.setPrototypeOf(entities, null);

/** Errors that leave the text whole; a reader of hostile or sloppy files goes on. */
const tolerable =
  /^(?:disallowed character\.|unbound namespace|undefined entity|malformed character entity|duplicate attribute|xml (?:prefix|declaration)|xmlns prefix|an XML declaration|the XML declaration|version number|encoding value|the string|expected )/u;

/**
 * Reads XML as a stream and hands over each outermost element whose name is in `units`, with its
 * subtree; everything outside of them is passed over, so that memory is bound by the largest.
 *
 * Nothing outside the bytes is ever looked at, and no entity but the five of XML is expanded.
 *
 * @returns the error the XML broke off with, or undefined when it was read to its end
 * @throws CarrelFailure `file-damaged` where entities are declared or nesting passes MAX_DEPTH
 */
export function readXml(
  bytes: Uint8Array,
  units: ReadonlySet<string>,
  onUnit: (element: XmlElement) => void,
): ContractError | undefined {
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.ENTITIES = entities;
  let broken = false;
  let depth = 0;
  const open: OpenElement[] = [];
  const text = (content: string): void => {
    open.at(-1)?.children.push(content);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY/iu.test(doctype)) throw hostile('declares entities');
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > MAX_DEPTH) throw hostile('is nested too deeply');
    const name = canonicalName(tag.uri, tag.prefix, tag.local);
    if (open.length === 0 && !units.has(name)) return;
    const attributes = new Map<string, string>();
    for (const attribute of Object.values(tag.attributes)) {
      const { uri, prefix, local, value } = attribute;
      attributes.set(canonicalName(uri, prefix, local), value);
    }
    open.push({ name, attributes, children: [] });
  });
  parser.on('closetag', () => {
    depth -= 1;
    const element = open.pop();
    if (element === undefined) return;
    const parent = open.at(-1);
    if (parent === undefined) onUnit(element);
    else parent.children.push(element);
  });
  parser.on('error', (error) => {
    if (tolerable.test(error.message)) return;
    broken = true;
    throw error;
  });
  try {
    for (const piece of decoded(bytes)) parser.write(piece);
    parser.close();
  } catch (cause) {
    if (!broken) throw cause;
    // What was open when the text broke off is still text.
    closeAll(open, onUnit);
    return {
      code: 'file-damaged',
      message: 'The file is damaged: its content breaks off. Only the part before was read.',
    };
  }
  return undefined;
}

/** The first element of a name, with its subtree, or undefined. Damage is passed over. */
export function readElement(bytes: Uint8Array, name: string): XmlElement | undefined {
  let found: XmlElement | undefined;
  readXml(bytes, new Set([name]), (element) => {
    found ??= element;
  });
  return found;
}

function closeAll(open: OpenElement[], onUnit: (element: XmlElement) => void): void {
  let element = open.pop();
  while (element !== undefined) {
    const parent = open.at(-1);
    if (parent === undefined) onUnit(element);
    else parent.children.push(element);
    element = open.pop();
  }
}

function* decoded(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder(xmlEncoding(bytes));
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    yield decoder.decode(bytes.subarray(start, start + CHUNK_BYTES), { stream: true });
  }
  yield decoder.decode();
}

/** By byte order mark, zero bytes, then the declaration (XML 1.0, appendix F). */
function xmlEncoding(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const label = /^[^<]{0,3}<\?xml[^>]*?encoding\s*=\s*["']([\w-]+)["']/u.exec(head)?.[1];
  if (label === undefined || /^utf-?16/iu.test(label)) return 'utf-8';
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return 'utf-8';
  }
}

function hostile(what: string): CarrelFailure {
  return new CarrelFailure(
    'file-damaged',
    `The file ${what}, which no office program writes. It was not read.`,
  );
}

/** Child elements, or those of one name. */
export function* elements(parent: XmlElement, name?: string): Generator<XmlElement, undefined> {
  for (const item of parent.children) {
    if (typeof item !== 'string' && (name === undefined || item.name === name)) yield item;
  }
  return undefined;
}

/** The element at a path of names below `parent`, or undefined. */
export function child(parent: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  let found = parent;
  for (const name of path) {
    if (found === undefined) return undefined;
    found = elements(found, name).next().value;
  }
  return found;
}

/** All elements of a name below `parent`, in order; none inside of one that matched. */
export function* descendants(parent: XmlElement, name: string): Generator<XmlElement> {
  for (const element of elements(parent)) {
    if (element.name === name) yield element;
    else yield* descendants(element, name);
  }
}

/** All text below an element. */
export function textOf(element: XmlElement | undefined): string {
  if (element === undefined) return '';
  return element.children.map((item) => (typeof item === 'string' ? item : textOf(item))).join('');
}

/** A whole number from an attribute, or undefined. */
export function integerOf(element: XmlElement | undefined, attribute: string): number | undefined {
  const text = element?.attributes.get(attribute);
  if (text === undefined || !/^\s*-?\d{1,15}\s*$/u.test(text)) return undefined;
  return Number(text);
}
