import type { Connection, Table } from '@lancedb/lancedb';
import {
  Field,
  FixedSizeList,
  Float32,
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table as ArrowTable,
} from 'apache-arrow';
import { storeFailure } from './failures.ts';

/** Passage ids with their vectors, one after the other in `vectors`. */
export interface VectorRows {
  readonly passages: Int32Array;
  readonly vectors: Float32Array;
}

/** LanceDB takes half a second to load, so it is not before a vector is wanted. */
export async function connectLance(folder: string): Promise<Connection> {
  const lance = await import('@lancedb/lancedb');
  return lance.connect(folder);
}

/** The rows as Arrow data: an inferred schema would make lists of 64-bit numbers of them. */
export function toArrow(rows: VectorRows, dimensions: number): ArrowTable {
  const item = new Field('item', new Float32(), true);
  const listType = new FixedSizeList(dimensions, item);
  const schema = new Schema([
    new Field('passage', new Int32(), false),
    new Field('vector', listType, false),
  ]);
  const length = rows.passages.length;
  const passage = makeData({ type: new Int32(), length, data: rows.passages });
  const values = makeData({ type: new Float32(), length: rows.vectors.length, data: rows.vectors });
  const vector = makeData({ type: listType, length, child: values });
  const struct = makeData({
    type: new Struct(schema.fields),
    length,
    children: [passage, vector],
  });
  return new ArrowTable(schema, new RecordBatch(schema, struct));
}

/** The rows of a shard, all or those of some passages. Throws `store-damaged` where the table is not as it was written. */
export async function readRows(
  table: Table,
  dimensions: number,
  only?: readonly number[],
): Promise<VectorRows> {
  const passages: Int32Array[] = [];
  const vectors: Float32Array[] = [];
  const query = table.query().select(['passage', 'vector']);
  if (only !== undefined) query.where(`passage IN (${only.join(', ')})`);
  for await (const batch of query) {
    const ids: unknown = batch.getChild('passage')?.toArray();
    const list = batch.getChild('vector')?.data[0];
    const values: unknown = list?.children[0]?.values;
    if (!(ids instanceof Int32Array) || !(values instanceof Float32Array) || list === undefined) {
      throw storeFailure('store-damaged');
    }
    const start = list.offset * dimensions;
    const slice = values.subarray(start, start + ids.length * dimensions);
    if (slice.length !== ids.length * dimensions) throw storeFailure('store-damaged');
    passages.push(ids);
    vectors.push(slice);
  }
  return { passages: joinInts(passages), vectors: joinFloats(vectors) };
}

function joinInts(parts: readonly Int32Array[]): Int32Array {
  const joined = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function joinFloats(parts: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
