import { lineOf, type FlowBlock } from '../flow.ts';
import { elements, integerOf, type XmlElement } from '../xml.ts';

/** A paragraph's text, with the blocks that hang on it (text boxes, notes). */
export interface OdtInline {
  text: string;
  readonly after: FlowBlock[];
}

export interface OdtInlineHost {
  /** True for a text style that hides its text. */
  isHidden(style: string): boolean;
  /** The blocks below a container such as a text box. */
  blocks(container: XmlElement): FlowBlock[];
}

const passed: ReadonlySet<string> = new Set([
  'office:annotation',
  'office:event-listeners',
  'text:ruby-text',
  'text:hidden-text',
  'text:tracked-changes',
  'text:note-citation',
]);

/** Files may claim any number of spaces. */
const MAX_SPACES = 200;

/** Reads the content of a paragraph or span into `into`. */
export function readOdtInline(element: XmlElement, into: OdtInline, host: OdtInlineHost): void {
  for (const item of element.children) {
    if (typeof item === 'string') into.text += item.replaceAll(/[\t\n\r ]+/gu, ' ');
    else readItem(item, into, host);
  }
}

function readItem(item: XmlElement, into: OdtInline, host: OdtInlineHost): void {
  if (passed.has(item.name)) return;
  switch (item.name) {
    case 'text:s':
      into.text += ' '.repeat(Math.min(MAX_SPACES, Math.max(1, integerOf(item, 'text:c') ?? 1)));
      return;
    case 'text:tab':
      into.text += '\t';
      return;
    case 'text:line-break':
      into.text += '\n';
      return;
    case 'text:note': {
      const bodies = [...elements(item, 'text:note-body')];
      const text = lineOf(bodies.flatMap((body) => host.blocks(body)));
      if (text !== '') into.after.push({ kind: 'footnote', text });
      return;
    }
    case 'text:span':
      if (!host.isHidden(item.attributes.get('text:style-name') ?? '')) {
        readOdtInline(item, into, host);
      }
      return;
    default:
      // Drawings hold paragraphs of their own, titles and descriptions for those who cannot see.
      if (item.name.startsWith('draw:')) into.after.push(...host.blocks(item));
      else if (!item.name.startsWith('?:')) readOdtInline(item, into, host);
  }
}
