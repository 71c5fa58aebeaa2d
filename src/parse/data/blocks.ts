import { headingBlock, type FlowBlock, type FlowRow } from '../flow.ts';

/** Data as a parser of JSON or YAML gives it; numbers are strings, as they are written. */
export type Data = string | boolean | null | readonly Data[] | { readonly [key: string]: Data };
type Members = Readonly<Record<string, Data>>;

/** Deeper levels are written in one line. */
const MAX_DEPTH = 24;
/** Lists of records with more columns or longer values are not tables to a reader. */
const MAX_COLUMNS = 24;
const MAX_CELL = 300;

/**
 * Data as a person reads it: values as `key: value`, what has parts under its path as a heading,
 * lists of like records as tables under their keys.
 */
export function dataBlocks(data: Data): FlowBlock[] {
  return [...read(data, [])];
}

function* read(data: Data, path: readonly string[]): Generator<FlowBlock> {
  if (isPlain(data)) {
    yield { kind: 'paragraph', text: plainText(data) };
  } else if (path.length >= MAX_DEPTH) {
    yield { kind: 'paragraph', text: JSON.stringify(data) };
  } else if (isList(data)) {
    yield* readList(data, path);
  } else {
    yield* readMembers(data, path);
  }
}

function* readMembers(data: Members, path: readonly string[]): Generator<FlowBlock> {
  const lines: string[] = [];
  for (const [key, value] of Object.entries(data)) {
    const line = lineOf(key, value);
    if (line !== undefined) {
      if (line !== '') lines.push(line);
      continue;
    }
    // Values that follow parts would else seem to belong to them.
    if (lines.length > 0) yield { kind: 'paragraph', text: lines.splice(0).join('\n') };
    const inner = [...path, key];
    yield headingBlock(inner.length, inner.join(' > '));
    yield* read(value, inner);
  }
  if (lines.length > 0) yield { kind: 'paragraph', text: lines.join('\n') };
}

/** A value that fits a line: a plain one, or a list of plain ones; empty ones leave nothing. */
function lineOf(key: string, value: Data): string | undefined {
  if (isPlain(value)) return plainText(value) === '' ? '' : `${key}: ${plainText(value)}`;
  if (!isList(value)) return Object.keys(value).length === 0 ? '' : undefined;
  if (value.length === 0) return '';
  return value.every((item) => isPlain(item))
    ? `${key}: ${value.map((item) => plainText(item)).join(', ')}`
    : undefined;
}

function* readList(list: readonly Data[], path: readonly string[]): Generator<FlowBlock> {
  const table = tableOf(list);
  if (table !== undefined) {
    yield table;
    return;
  }
  for (const [index, item] of list.entries()) {
    if (isPlain(item)) {
      if (plainText(item) !== '') yield { kind: 'list-item', depth: 0, text: plainText(item) };
      continue;
    }
    const inner = [...path, String(index + 1)];
    yield headingBlock(inner.length, inner.join(' > '));
    yield* read(item, inner);
  }
}

/** Two records or more of plain values under the same few keys. */
function tableOf(list: readonly Data[]): FlowBlock | undefined {
  const columns = new Set<string>();
  const records: Members[] = [];
  let filled = 0;
  for (const item of list) {
    if (isPlain(item) || isList(item)) return undefined;
    records.push(item);
    for (const [key, value] of Object.entries(item)) {
      if (!isPlain(value) || plainText(value).length > MAX_CELL) return undefined;
      columns.add(key);
      filled += 1;
    }
    if (columns.size > MAX_COLUMNS) return undefined;
  }
  const alike = filled >= list.length * columns.size * 0.5;
  if (list.length < 2 || columns.size < 2 || !alike) return undefined;
  const keys = [...columns];
  const body = records.map((record): FlowRow => {
    const members = new Map(Object.entries(record));
    return { header: false, cells: keys.map((key) => plainText(members.get(key) ?? null)) };
  });
  return { kind: 'table', rows: [{ header: true, cells: keys }, ...body] };
}

const isList = (data: Data): data is readonly Data[] => Array.isArray(data);

function isPlain(data: Data): data is string | boolean | null {
  return data === null || typeof data !== 'object';
}

function plainText(data: Data): string {
  return data !== null && isPlain(data) ? String(data) : '';
}
