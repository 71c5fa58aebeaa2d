import { styleRole, type StyleRole } from '../style-names.ts';
import { charsetPages } from './words.ts';

/** The code pages of a file's fonts, gathered while its font table is read. */
export class RtfFonts {
  readonly #pages = new Map<number, number>();
  #font = 0;

  control(name: string, value: number): void {
    if (name === 'f') this.#font = value;
    else if (name === 'cpg') this.#pages.set(this.#font, value);
    else if (name === 'fcharset' && !this.#pages.has(this.#font)) {
      const page = charsetPages.get(value);
      if (page !== undefined) this.#pages.set(this.#font, page);
    }
  }

  page(font: number): number | undefined {
    return this.#pages.get(font);
  }
}

interface Style {
  readonly role: StyleRole | undefined;
  readonly bold: boolean;
}

/** The paragraph styles of a file, gathered while its style sheet is read. */
export class RtfStyles {
  readonly #styles = new Map<number, Style>();
  #open: { number: number | undefined; outline: number | undefined; bold: boolean; name: string } =
    {
      number: 0,
      outline: undefined,
      bold: false,
      name: '',
    };

  control(name: string, value: number | undefined): void {
    if (name === 's') this.#open.number = value;
    // Styles of characters, sections and table rows.
    else if (name === 'cs' || name === 'ds' || name === 'ts') this.#open.number = undefined;
    else if (name === 'outlinelevel') this.#open.outline = value;
    else if (name === 'b') this.#open.bold = value !== 0;
  }

  /** The name of the style that is open, which a semicolon ends. */
  text(text: string): void {
    this.#open.name += text;
    if (!this.#open.name.includes(';')) return;
    const { number, outline, bold, name } = this.#open;
    if (number !== undefined) {
      const named = styleRole(name.split(';')[0]?.split(',')[0] ?? '');
      const isHeading = outline !== undefined && outline < 9;
      const role = named ?? (isHeading ? { kind: 'heading', level: outline + 1 } : undefined);
      this.#styles.set(number, { role, bold });
    }
    this.#open = { number: 0, outline: undefined, bold: false, name: '' };
  }

  get(number: number): Style {
    return this.#styles.get(number) ?? { role: undefined, bold: false };
  }
}

/** What a row's definition says about its cells. */
export class RtfRow {
  header = false;
  #continued = new Set<number>();
  #cell = 0;

  control(name: string): void {
    if (name === 'trowd') {
      this.header = false;
      this.#continued = new Set();
      this.#cell = 0;
    } else if (name === 'trhdr') this.header = true;
    else if (name === 'clvmrg') this.#continued.add(this.#cell);
    else if (name === 'cellx') this.#cell += 1;
  }

  get continued(): ReadonlySet<number> {
    return this.#continued;
  }
}
