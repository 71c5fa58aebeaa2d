import { styleRole, type StyleRole } from '../style-names.ts';
import { child, integerOf, type XmlElement } from '../xml.ts';

interface Definition {
  /** The name people see, such as `Heading 1`. */
  readonly name: string;
  readonly parent: string | undefined;
  readonly outline: number | undefined;
  readonly hidden: boolean;
}

/** Longer chains of inheritance are circles. */
const MAX_CHAIN = 20;

/** The styles of an OpenDocument text, by the names its content uses. */
export class OdtStyles {
  readonly #definitions = new Map<string, Definition>();

  /** Takes up a `style:style` element. */
  add(element: XmlElement): void {
    const id = element.attributes.get('style:name');
    if (id === undefined) return;
    const family = element.attributes.get('style:family') ?? '';
    const text = child(element, 'style:text-properties');
    this.#definitions.set(`${family} ${id}`, {
      name: element.attributes.get('style:display-name') ?? decoded(id),
      parent: element.attributes.get('style:parent-style-name'),
      outline: integerOf(element, 'style:default-outline-level'),
      hidden: text?.attributes.get('text:display') === 'none',
    });
  }

  /** What a paragraph's style is for, by its own name or the nearest one it is based on. */
  role(id: string): StyleRole | undefined {
    let next: string | undefined = id;
    for (let step = 0; step < MAX_CHAIN && next !== undefined; step += 1) {
      const definition: Definition | undefined = this.#definitions.get(`paragraph ${next}`);
      const role = styleRole(definition?.name ?? decoded(next));
      if (role !== undefined) return role;
      const outline = definition?.outline;
      if (outline !== undefined && outline > 0) return { kind: 'heading', level: outline };
      next = definition?.parent;
    }
    return undefined;
  }

  /** True for text that is not shown. */
  isHidden(id: string): boolean {
    return this.#definitions.get(`text ${id}`)?.hidden ?? false;
  }
}

/** Names hold other characters as `_20_`, a code point in hexadecimal. */
function decoded(id: string): string {
  return id.replaceAll(/_([0-9a-f]{2,5})_/giu, (_, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  );
}
