import type { SQLOutputValue } from 'node:sqlite';
import type { z } from 'zod';
import { storeFailure } from './failures.ts';

export type Row = Record<string, SQLOutputValue>;

/** A column that holds a number. Throws `store-damaged` where it does not. */
export function number(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw storeFailure('store-damaged');
  return value;
}

/** A column that holds a number or null. */
export function numberOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : number(row, column);
}

/** A column that holds text. */
export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw storeFailure('store-damaged');
  return value;
}

/** A column that holds text or null. */
export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column);
}

/** A column that holds bytes. */
export function bytes(row: Row, column: string): Uint8Array {
  const value = row[column];
  if (!(value instanceof Uint8Array)) throw storeFailure('store-damaged');
  return value;
}

/** A column that holds JSON of a known shape. */
export function json<T>(row: Row, column: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parseJson(text(row, column)));
  if (!parsed.success) throw storeFailure('store-damaged');
  return parsed.data;
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    throw storeFailure('store-damaged', error);
  }
}
