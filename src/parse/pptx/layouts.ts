import { partOfType, relationshipsOf } from '../xml-package.ts';
import { child, descendants, readElement, type XmlElement } from '../xml.ts';
import type { Zip } from '../zip.ts';
import type { Frame } from './order.ts';
import { frameOf, placeholderOf } from './shapes.ts';

/** Frames of the placeholders of one layout or master, by index and by type. */
interface Frames {
  readonly byIndex: ReadonlyMap<string, Frame>;
  readonly byType: ReadonlyMap<string, Frame>;
}

const none: Frames = { byIndex: new Map(), byType: new Map() };

/** Where placeholders stand that leave it to their layout. */
export class Layouts {
  readonly #zip: Zip;
  readonly #frames = new Map<string, readonly Frames[]>();

  constructor(zip: Zip) {
    this.#zip = zip;
  }

  /** The frame of a placeholder by the slide's layout, then by the layout's master. */
  frame(layout: string | undefined, type: string, index: string): Frame | undefined {
    if (layout === undefined) return undefined;
    let chain = this.#frames.get(layout);
    if (chain === undefined) {
      const master = partOfType(this.#zip, relationshipsOf(this.#zip, layout), 'slideMaster');
      chain = [this.#read(layout, 'p:sldLayout'), this.#read(master, 'p:sldMaster')];
      this.#frames.set(layout, chain);
    }
    for (const frames of chain) {
      const found =
        (index === '' ? undefined : frames.byIndex.get(index)) ?? frames.byType.get(type);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #read(part: string | undefined, root: string): Frames {
    const bytes = part === undefined ? undefined : this.#zip.read(part);
    const tree = bytes === undefined ? undefined : child(readElement(bytes, root), 'p:cSld');
    return tree === undefined ? none : framesOf(tree);
  }
}

function framesOf(tree: XmlElement): Frames {
  const byIndex = new Map<string, Frame>();
  const byType = new Map<string, Frame>();
  for (const shape of descendants(tree, 'p:sp')) {
    const placeholder = placeholderOf(shape);
    const frame = frameOf(child(shape, 'p:spPr', 'a:xfrm'));
    if (placeholder === undefined || frame === undefined) continue;
    const index = placeholder.attributes.get('idx');
    if (index !== undefined) byIndex.set(index, frame);
    const type = placeholder.attributes.get('type') ?? '';
    if (!byType.has(type)) byType.set(type, frame);
  }
  return { byIndex, byType };
}
