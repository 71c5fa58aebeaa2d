/** Single property modifiers ([MS-DOC] 2.6) that are looked at, by their codes. */
export const sprm = {
  deleted: 0x08_00,
  hidden: 0x08_3c,
  bold: 0x08_35,
  inTable: 0x24_16,
  rowEnd: 0x24_17,
  outlineLevel: 0x26_40,
  listLevel: 0x26_0a,
  list: 0x46_0b,
  nesting: 0x66_49,
  headerRow: 0x34_04,
  tableDefinition: 0xd6_08,
} as const;

const TAB_CHANGES = 0xc6_15;
/** Bytes of an operand by the upper three bits of the code; 6 is of variable length. */
const sizes = [1, 1, 2, 4, 2, 2, 0, 3] as const;

/** A modifier with its operand; `value` is the operand as an unsigned number where it is one. */
export interface Modifier {
  readonly code: number;
  readonly value: number;
  readonly operand: DataView;
}

/** The modifiers in a stretch of bytes, up to the first that reaches beyond it. */
export function* modifiers(bytes: DataView): Generator<Modifier> {
  let at = 0;
  while (at + 3 <= bytes.byteLength) {
    const code = bytes.getUint16(at, true);
    at += 2;
    let size: number = sizes[code >> 13] ?? 0;
    if (code >> 13 === 6) {
      if (code === sprm.tableDefinition) {
        if (at + 2 > bytes.byteLength) return;
        size = bytes.getUint16(at, true) - 1;
        at += 2;
      } else {
        size = bytes.getUint8(at);
        // Its length is not told where it is too long for a byte; nothing after it is read.
        if (code === TAB_CHANGES && size === 255) return;
        at += 1;
      }
    }
    if (size < 0 || at + size > bytes.byteLength) return;
    const operand = new DataView(bytes.buffer, bytes.byteOffset + at, size);
    yield { code, value: valueOf(operand), operand };
    at += size;
  }
}

function valueOf(operand: DataView): number {
  if (operand.byteLength === 1) return operand.getUint8(0);
  if (operand.byteLength === 2) return operand.getUint16(0, true);
  return operand.byteLength === 4 ? operand.getUint32(0, true) : 0;
}
