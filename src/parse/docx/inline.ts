import type { FlowBlock } from '../flow.ts';
import { child, elements, textOf, type XmlElement } from '../xml.ts';
import { isOn } from './numbering.ts';

/** A paragraph's text, with the blocks that hang on it (text boxes, notes, charts). */
export interface Inline {
  text: string;
  readonly after: FlowBlock[];
  /** Some of the text is not in bold. */
  plain: boolean;
}

/** What the walk over runs hands back to the reader of blocks. */
export interface InlineHost {
  textBox(content: XmlElement): FlowBlock[];
  note(kind: 'footnote' | 'endnote', id: string): FlowBlock[];
  chart(relationship: string): FlowBlock[];
  diagram(relationship: string): FlowBlock[];
}

/**
 * Elements without text of the document as it stands: properties, deleted and moved-away text,
 * field codes, comments' anchors, phonetic guides, the other rendering of a picture.
 */
const passed: ReadonlySet<string> = new Set([
  'w:pPr',
  'w:rPr',
  'w:sdtPr',
  'w:sdtEndPr',
  'w:del',
  'w:moveFrom',
  'w:delText',
  'w:instrText',
  'w:delInstrText',
  'w:fldData',
  'w:ffData',
  'w:rt',
  'w:pgNum',
  'm:rPr',
  'm:ctrlPr',
]);

/** Characters of symbol fonts that people use as text; the private area of Wingdings. */
const symbols: ReadonlyMap<string, string> = new Map([
  ['f06f', '☐'],
  ['f0a8', '☐'],
  ['f071', '☐'],
  ['f0fe', '☑'],
  ['f0fd', '☒'],
  ['f0fc', '✓'],
  ['f0fb', '✗'],
  ['f0e0', '→'],
  ['f0df', '←'],
  ['f0b0', '°'],
  ['f0b1', '±'],
  ['f0b4', '×'],
  ['f0a3', '≤'],
  ['f0b3', '≥'],
  ['f06d', 'µ'],
]);

/** Reads the content of a paragraph or run into `into`. */
export function readInline(element: XmlElement, host: InlineHost, into: Inline): void {
  for (const item of elements(element)) readItem(item, host, into);
}

function readItem(item: XmlElement, host: InlineHost, into: Inline): void {
  if (passed.has(item.name)) return;
  switch (item.name) {
    case 'm:t':
      into.text += textOf(item);
      into.plain = true;
      return;
    case 'w:t':
      into.text += cleaned(textOf(item));
      return;
    case 'w:r':
      readRun(item, host, into);
      return;
    case 'w:tab':
    case 'w:ptab':
      into.text += '\t';
      return;
    case 'w:br':
    case 'w:cr':
      into.text += '\n';
      return;
    case 'w:noBreakHyphen':
      into.text += '-';
      return;
    case 'w:sym':
      into.text += symbolOf(item);
      return;
    case 'w:footnoteReference':
    case 'w:endnoteReference': {
      const kind = item.name === 'w:footnoteReference' ? 'footnote' : 'endnote';
      into.after.push(...host.note(kind, item.attributes.get('w:id') ?? ''));
      return;
    }
    case 'w:txbxContent':
      into.after.push(...host.textBox(item));
      return;
    case 'c:chart':
      into.after.push(...host.chart(item.attributes.get('r:id') ?? ''));
      return;
    case 'dgm:relIds':
      into.after.push(...host.diagram(item.attributes.get('r:dm') ?? ''));
      return;
    case 'w:sdt':
      if (child(item, 'w:sdtPr', 'w:showingPlcHdr') === undefined) readInline(item, host, into);
      return;
    case 'mc:AlternateContent':
      readAlternate(item, host, into);
      return;
    case 'm:f':
      readFraction(item, host, into);
      return;
    default:
      readInline(item, host, into);
  }
}

/** The first rendering that has anything to read; the others say the same. */
function readAlternate(item: XmlElement, host: InlineHost, into: Inline): void {
  for (const rendering of elements(item)) {
    const own: Inline = { text: '', after: [], plain: false };
    readInline(rendering, host, own);
    if (own.text.trim() === '' && own.after.length === 0) continue;
    into.text += own.text;
    into.after.push(...own.after);
    into.plain ||= own.plain;
    return;
  }
}

function readFraction(item: XmlElement, host: InlineHost, into: Inline): void {
  const numerator = child(item, 'm:num');
  const denominator = child(item, 'm:den');
  if (numerator !== undefined) readInline(numerator, host, into);
  into.text += '/';
  if (denominator !== undefined) readInline(denominator, host, into);
}

function readRun(run: XmlElement, host: InlineHost, into: Inline): void {
  if (isSet(run, 'w:vanish')) return;
  const before = into.text.length;
  readInline(run, host, into);
  if (into.text.slice(before).trim() !== '' && !isSet(run, 'w:b')) into.plain = true;
}

function isSet(run: XmlElement, property: string): boolean {
  const element = child(run, 'w:rPr', property);
  return element !== undefined && isOn(element);
}

function symbolOf(item: XmlElement): string {
  const code = (item.attributes.get('w:char') ?? '').toLowerCase();
  const known = symbols.get(code) ?? symbols.get(code.replace(/^00/u, 'f0'));
  if (known !== undefined) return known;
  const value = Number.parseInt(code, 16);
  const isText = value >= 0x20 && value < 0xd8_00;
  return isText ? String.fromCharCode(value) : '';
}

/** Without characters of symbol fonts' private area, which mean nothing outside of them. */
function cleaned(text: string): string {
  return text.replaceAll(/[\uF000-\uF0FF]/gu, (sign) => {
    return symbols.get(sign.charCodeAt(0).toString(16)) ?? '';
  });
}
