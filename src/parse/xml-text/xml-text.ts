import { CarrelFailure } from '../../contract/errors.ts';
import type { Parser } from '../document.ts';
import { decodeText } from '../encoding.ts';
import { headingBlock, type FlowBlock } from '../flow.ts';
import { flowEvents, type FlowDocument } from '../flow-pages.ts';
import { refuseLarge } from '../text/size.ts';
import { elements, readXml, textOf, type XmlElement } from '../xml.ts';

/** Any XML without a reader of its own: elements with parts as headings, others as `name: text`. */
export const xmlParser: Parser = {
  formats: ['xml'],
  async *parse({ bytes }) {
    refuseLarge(bytes);
    // What comes first names a part, not the whole.
    return { ...(yield* flowEvents('xml', read(bytes))), title: '' };
  },
};

/** Matches every name, so that the outermost element is handed over with all below it. */
class EveryName extends Set<string> {
  override has(): boolean {
    return true;
  }
}

function read(bytes: Uint8Array): FlowDocument {
  const blocks: FlowBlock[] = [];
  try {
    const problem = readXml(bytes, new EveryName(), (root) => {
      blocks.push(...attributeLines(root), ...partsOf(root, []));
    });
    return { blocks, problem };
  } catch (error) {
    // Entities are not expanded and depths not followed: what is there is read as text.
    if (!(error instanceof CarrelFailure)) throw error;
    return { blocks: [{ kind: 'code', text: decodeText(bytes).text }] };
  }
}

function* partsOf(parent: XmlElement, path: readonly string[]): Generator<FlowBlock> {
  const lines: string[] = [];
  const flush = function* (): Generator<FlowBlock> {
    if (lines.length > 0) yield { kind: 'paragraph', text: lines.splice(0).join('\n') };
  };
  for (const element of elements(parent)) {
    const inner = [...path, localName(element)];
    if (isProse(element)) {
      yield* flush();
      yield { kind: 'paragraph', text: flat(textOf(element)) };
    } else if (elements(element).next().value === undefined) {
      const text = flat(textOf(element));
      const own = [text === '' ? '' : `${localName(element)}: ${text}`, ...attributesOf(element)];
      lines.push(...own.filter((line) => line !== ''));
    } else {
      yield* flush();
      yield headingBlock(inner.length, inner.join(' > '));
      yield* attributeLines(element);
      yield* partsOf(element, inner);
    }
  }
  yield* flush();
}

/** Text with elements in the middle of it. */
function isProse({ children }: XmlElement): boolean {
  const own = children.some((item) => typeof item === 'string' && item.trim() !== '');
  return own && children.some((item) => typeof item !== 'string');
}

function* attributeLines(element: XmlElement): Generator<FlowBlock> {
  const lines = attributesOf(element);
  if (lines.length > 0) yield { kind: 'paragraph', text: lines.join('\n') };
}

/** Attributes that say something; namespaces and where schemas lie do not. */
function attributesOf({ attributes }: XmlElement): string[] {
  return [...attributes].flatMap(([name, value]) =>
    /(?:^|:)xmlns(?::|$)|^(?:xsi|xml):/u.test(name) || value.trim() === ''
      ? []
      : [`${name.replace(/^.*:/u, '')}: ${flat(value)}`],
  );
}

function localName({ name }: XmlElement): string {
  return name.slice(name.lastIndexOf(':') + 1);
}

function flat(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
