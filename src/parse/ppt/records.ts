/** A record of the document stream ([MS-PPT] 2.3.1) or of a drawing in it ([MS-ODRAW] 2.2.1). */
export interface PptRecord {
  readonly type: number;
  readonly instance: number;
  /** What follows its head. */
  readonly body: DataView;
}

/** Types of records that are looked at ([MS-PPT] 2.13.24, [MS-ODRAW] 2.2). */
export const recordType = {
  document: 1000,
  slide: 1006,
  slideAtom: 1007,
  notes: 1008,
  slidePersist: 1011,
  drawing: 1036,
  outlineReference: 3998,
  textHeader: 3999,
  textChars: 4000,
  textStyle: 4001,
  textBytes: 4008,
  slideList: 4080,
  userEdit: 4085,
  persistDirectory: 6002,
  group: 0xf0_03,
  shape: 0xf0_04,
  properties: 0xf0_0b,
  textBox: 0xf0_0d,
  childAnchor: 0xf0_0f,
  clientAnchor: 0xf0_10,
  tertiaryProperties: 0xf1_22,
} as const;

const HEAD = 8;
/** Containers in containers; drawings nest groups. */
const MAX_DEPTH = 40;

/** The record at a place of a stream, or undefined where there is none. */
export function recordAt(view: DataView, at: number): PptRecord | undefined {
  if (at < 0 || at + HEAD > view.byteLength) return undefined;
  const length = Math.min(view.getUint32(at + 4, true), view.byteLength - at - HEAD);
  return {
    type: view.getUint16(at + 2, true),
    instance: view.getUint16(at, true) >> 4,
    body: new DataView(view.buffer, view.byteOffset + at + HEAD, length),
  };
}

/** The records that lie one after the other. */
export function* recordsIn(view: DataView): Generator<PptRecord> {
  let at = 0;
  for (let record = recordAt(view, at); record !== undefined; record = recordAt(view, at)) {
    yield record;
    at += HEAD + record.body.byteLength;
  }
}

/** Containers by the version in their head would be told by 0xF; these are those that are entered. */
const entered: ReadonlySet<number> = new Set([recordType.drawing, 0xf0_02]);

/** The first record of a type below a record, in the containers that lead to drawings. */
export function findRecord(view: DataView, type: number, depth = 0): PptRecord | undefined {
  if (depth > MAX_DEPTH) return undefined;
  for (const record of recordsIn(view)) {
    if (record.type === type) return record;
    const below = entered.has(record.type) ? findRecord(record.body, type, depth + 1) : undefined;
    if (below !== undefined) return below;
  }
  return undefined;
}

/** A number of four bytes, or 0 where the bytes end before. */
export function longAt(view: DataView, at: number): number {
  return at + 4 <= view.byteLength ? view.getUint32(at, true) : 0;
}
