import { styleRole, type StyleRole } from '../style-names.ts';
import { modifiers, sprm } from './sprms.ts';

/** What a paragraph style says, with what it inherits. */
export interface DocStyle {
  readonly role: StyleRole | undefined;
  /** Index of the list (1-based; 0 for none) and level, where the style sets them. */
  readonly list: number | undefined;
  readonly level: number | undefined;
}

interface Definition extends DocStyle {
  readonly base: number;
}

/** Longer chains of inheritance are circles. */
const MAX_CHAIN = 20;
const NO_BASE = 0xf_ff;
const PARAGRAPH = 1;
const USER_STYLE = 0xf_fe;

/** Roles of built-in styles ([MS-DOC] 2.9.271, sti), whatever their names are. */
function builtInRole(index: number): StyleRole | undefined {
  if (index >= 1 && index <= 9) return { kind: 'heading', level: Math.min(6, index) };
  if (index >= 19 && index <= 27) return { kind: 'contents' };
  if (index === 34) return { kind: 'caption' };
  return index === 62 ? { kind: 'title' } : undefined;
}

/** The styles of a document by their indexes ([MS-DOC] 2.9.272, STSH). */
export function readStyles(sheet: DataView): (index: number) => DocStyle {
  const definitions: (Definition | undefined)[] = [];
  if (sheet.byteLength >= 6) {
    const headLength = sheet.getUint16(0, true);
    const baseLength = sheet.getUint16(4, true);
    let at = 2 + headLength;
    while (at + 2 <= sheet.byteLength) {
      const length = sheet.getUint16(at, true);
      at += 2;
      const size = Math.min(length, sheet.byteLength - at);
      definitions.push(
        length === 0
          ? undefined
          : readDefinition(new DataView(sheet.buffer, sheet.byteOffset + at, size), baseLength),
      );
      at += length + (length % 2);
    }
  }
  const known = new Map<number, DocStyle>();
  return (index) => {
    const found = known.get(index) ?? resolve(definitions, index);
    known.set(index, found);
    return found;
  };
}

function resolve(definitions: readonly (Definition | undefined)[], index: number): DocStyle {
  let style: DocStyle = { role: undefined, list: undefined, level: undefined };
  let next = index;
  for (let step = 0; step < MAX_CHAIN; step += 1) {
    const definition = definitions[next];
    if (definition === undefined) break;
    style = {
      role: style.role ?? definition.role,
      list: style.list ?? definition.list,
      level: style.level ?? definition.level,
    };
    next = definition.base;
  }
  return style;
}

function readDefinition(std: DataView, baseLength: number): Definition | undefined {
  if (std.byteLength < baseLength + 2 || baseLength < 10) return undefined;
  const builtIn = std.getUint16(0, true) & 0xf_ff;
  const kind = std.getUint16(2, true) & 0xf;
  if (kind !== PARAGRAPH) return undefined;
  const base = std.getUint16(2, true) >> 4;
  const nameLength = std.getUint16(baseLength, true);
  const nameEnd = baseLength + 2 + 2 * nameLength;
  if (nameEnd + 2 > std.byteLength) return undefined;
  const bytes = new Uint8Array(std.buffer, std.byteOffset + baseLength + 2, 2 * nameLength);
  const name = new TextDecoder('utf-16le').decode(bytes);
  // A style's name is followed by a zero, and by others after commas.
  const byName = builtIn === USER_STYLE ? styleRole(name.split(',')[0] ?? '') : undefined;
  let role = builtInRole(builtIn) ?? byName;
  let list: number | undefined;
  let level: number | undefined;
  for (const { code, value } of paragraphModifiers(std, nameEnd + 2)) {
    if (code === sprm.list) list = value;
    else if (code === sprm.listLevel) level = value;
    else if (code === sprm.outlineLevel && value < 9)
      role ??= { kind: 'heading', level: value + 1 };
  }
  return { role, list, level, base: base === NO_BASE ? -1 : base };
}

/** The first group of modifiers after the name: length, style index, modifiers. */
function* paragraphModifiers(std: DataView, at: number): ReturnType<typeof modifiers> {
  if (at + 4 > std.byteLength) return;
  const length = Math.min(std.getUint16(at, true), std.byteLength - at - 2);
  if (length > 2) yield* modifiers(new DataView(std.buffer, std.byteOffset + at + 4, length - 2));
}
