import type { FlowBlock } from '../flow.ts';
import { tableBlocks } from '../flow-table.ts';
import { readingOrder, type Frame } from '../pptx/order.ts';
import { recordsIn, recordType, type PptRecord } from './records.ts';
import { isTitle, textBlocks, textsIn, type PptText } from './texts.ts';

interface Shape {
  readonly frame: Frame;
  readonly title: boolean;
  readonly blocks: FlowBlock[];
  readonly texts: readonly PptText[];
}

const nowhere: Frame = { left: 0, top: 0, width: 0, height: 0 };
/** Groups in groups. */
const MAX_DEPTH = 40;
/** Says that a group is a table ([MS-ODRAW] 2.3.4.37, tableProperties). */
const TABLE_PROPERTY = 0x3_9f;

/** The texts of a drawing: titles first, then by place. */
export function drawingShapes(group: PptRecord, outline: readonly PptText[]): Shape[] {
  const shapes = [...shapesOf(group, outline, 0)];
  return [
    ...shapes.filter(({ title }) => title),
    ...readingOrder(shapes.filter(({ title }) => !title)),
  ];
}

function* shapesOf(group: PptRecord, outline: readonly PptText[], depth: number): Generator<Shape> {
  if (depth > MAX_DEPTH) return;
  for (const record of recordsIn(group.body)) {
    if (record.type === recordType.shape) yield textShape(record, outline);
    else if (record.type === recordType.group) yield groupShape(record, outline, depth);
  }
}

/** A group stays together; its shapes are ordered in the group's own space. */
function groupShape(group: PptRecord, outline: readonly PptText[], depth: number): Shape {
  const shapes = [...shapesOf(group, outline, depth + 1)];
  const [head] = recordsIn(group.body);
  const frame = shapes[0]?.frame ?? nowhere;
  const inner = shapes.slice(1);
  const blocks = isTable(head)
    ? tableOf(inner)
    : readingOrder(inner).flatMap((shape) => shape.blocks);
  return { frame, title: false, blocks, texts: inner.flatMap(({ texts }) => texts) };
}

function isTable(head: PptRecord | undefined): boolean {
  if (head === undefined) return false;
  for (const { type, instance, body } of recordsIn(head.body)) {
    if (type !== recordType.properties && type !== recordType.tertiaryProperties) continue;
    for (let at = 0; at < 6 * instance && at + 6 <= body.byteLength; at += 6) {
      const id = body.getUint16(at, true) & 0x3f_ff;
      if (id === TABLE_PROPERTY) return (body.getUint32(at + 2, true) & 1) === 1;
    }
  }
  return false;
}

/** Cells are shapes; those whose tops are equal stand in one row. */
function tableOf(cells: readonly Shape[]): FlowBlock[] {
  const lefts = [...new Set(cells.filter(hasSize).map(({ frame }) => frame.left))].toSorted(
    (one, other) => one - other,
  );
  const rows = Map.groupBy(cells.filter(hasSize), ({ frame }) => frame.top);
  return tableBlocks(
    [...rows]
      .toSorted(([one], [other]) => one - other)
      .map(([, row]) => ({
        header: false,
        cells: lefts.map((left) => ({
          blocks: row.find(({ frame }) => frame.left === left)?.blocks ?? [],
          columns: 1,
          rows: 1,
        })),
      })),
  );
}

/** Lines of a table's border are shapes without width or height. */
function hasSize({ frame }: Shape): boolean {
  return frame.width > 0 && frame.height > 0;
}

function textShape(shape: PptRecord, outline: readonly PptText[]): Shape {
  let frame = nowhere;
  const texts: PptText[] = [];
  for (const { type, body } of recordsIn(shape.body)) {
    if (type === recordType.clientAnchor || type === recordType.childAnchor) {
      frame = frameOf(type, body) ?? frame;
    } else if (type === recordType.textBox) {
      for (const record of recordsIn(body)) {
        if (record.type !== recordType.outlineReference || record.body.byteLength < 4) continue;
        const text = outline[record.body.getUint32(0, true)];
        if (text !== undefined) texts.push(text);
      }
      for (const text of textsIn(recordsIn(body))) texts.push(text);
    }
  }
  return {
    frame,
    title: texts.some((text) => isTitle(text)),
    blocks: texts.flatMap((text) => textBlocks(text)),
    texts,
  };
}

/** An anchor is top, left, right, bottom in a slide, and left, top, right, bottom in a group. */
function frameOf(type: number, body: DataView): Frame | undefined {
  if (type === recordType.childAnchor || body.byteLength >= 16) {
    if (body.byteLength < 16) return undefined;
    const [first, second, right, bottom] = [0, 4, 8, 12].map((at) => body.getInt32(at, true));
    const [left, top] = type === recordType.childAnchor ? [first, second] : [second, first];
    return rectangle(left, top, right, bottom);
  }
  if (body.byteLength < 8) return undefined;
  const [top, left, right, bottom] = [0, 2, 4, 6].map((at) => body.getInt16(at, true));
  return rectangle(left, top, right, bottom);
}

function rectangle(left = 0, top = 0, right = 0, bottom = 0): Frame {
  return { left, top, width: right - left, height: bottom - top };
}
