import { styleRole, type StyleRole } from '../style-names.ts';
import { child, elements, integerOf, readElement, type XmlElement } from '../xml.ts';

/** What a paragraph's style says, with what it inherits. */
export interface ParagraphStyle {
  readonly role: StyleRole | undefined;
  readonly list: ListPosition | undefined;
}

/** A place in a list: its id and level (0-based). The id `0` takes a paragraph out of lists. */
export interface ListPosition {
  readonly id: string;
  readonly depth: number;
}

interface Definition {
  readonly name: string;
  readonly basedOn: string | undefined;
  /** 0 to 8 for headings, 9 for body text. */
  readonly outline: number | undefined;
  readonly listId: string | undefined;
  readonly listDepth: number | undefined;
}

const plain: ParagraphStyle = { role: undefined, list: undefined };
/** Longer chains of inheritance are circles. */
const MAX_CHAIN = 20;

/** The paragraph styles of a document. */
export class Styles {
  readonly #definitions = new Map<string, Definition>();
  readonly #resolved = new Map<string, ParagraphStyle>();

  /** @param bytes the styles part, if the document has one */
  constructor(bytes: Uint8Array | undefined) {
    const root = bytes === undefined ? undefined : readElement(bytes, 'w:styles');
    if (root === undefined) return;
    for (const element of elements(root, 'w:style')) {
      if ((element.attributes.get('w:type') ?? 'paragraph') !== 'paragraph') continue;
      const properties = child(element, 'w:pPr');
      const numbering = child(properties, 'w:numPr');
      this.#definitions.set(element.attributes.get('w:styleId') ?? '', {
        name: child(element, 'w:name')?.attributes.get('w:val') ?? '',
        basedOn: child(element, 'w:basedOn')?.attributes.get('w:val'),
        outline: outlineOf(properties),
        listId: child(numbering, 'w:numId')?.attributes.get('w:val'),
        listDepth: integerOf(child(numbering, 'w:ilvl'), 'w:val'),
      });
    }
  }

  /** A style by its id; body text where the id is unknown. */
  get(id: string): ParagraphStyle {
    const known = this.#resolved.get(id);
    if (known !== undefined) return known;
    const style = this.#definitions.has(id) ? this.#resolve(id) : { ...plain, role: byId(id) };
    // Ids come from the file: only those that are defined are kept.
    if (this.#definitions.has(id)) this.#resolved.set(id, style);
    return style;
  }

  #resolve(id: string): ParagraphStyle {
    let role: StyleRole | undefined;
    let outline: number | undefined;
    let listId: string | undefined;
    let listDepth: number | undefined;
    let next: string | undefined = id;
    for (let step = 0; step < MAX_CHAIN && next !== undefined; step += 1) {
      const definition: Definition | undefined = this.#definitions.get(next);
      if (definition === undefined) break;
      // A table of contents' heading is based on a real heading and takes its outline level back.
      if (outline === undefined) role ??= styleRole(definition.name);
      outline ??= definition.outline;
      listId ??= definition.listId;
      listDepth ??= definition.listDepth;
      next = definition.basedOn;
    }
    if (outline !== undefined && outline < 9 && role?.kind !== 'title' && role?.kind !== 'contents')
      role = { kind: 'heading', level: outline + 1 };
    const list = listId === undefined ? undefined : { id: listId, depth: listDepth ?? 0 };
    return { role, list };
  }
}

/** The outline level of paragraph properties: 0 to 8 for headings, 9 for body text. */
export function outlineOf(properties: XmlElement | undefined): number | undefined {
  return integerOf(child(properties, 'w:outlineLvl'), 'w:val');
}

/** For documents without a styles part: `Heading1` and its like. */
function byId(id: string): StyleRole | undefined {
  return styleRole(id.replace(/(\d)$/u, ' $1'));
}
