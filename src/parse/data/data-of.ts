import type { Data } from './blocks.ts';

/** Nesting beyond this is no data; the reader recurses. */
const MAX_DEPTH = 500;

/**
 * What a parser gave, as data; numbers as text.
 *
 * @throws RangeError beyond MAX_DEPTH, or where it goes in a circle
 */
export function dataOf(value: unknown, depth = 0): Data {
  if (depth > MAX_DEPTH) throw new RangeError('Nested too deeply.');
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((item) => dataOf(item, depth + 1));
  if (typeof value === 'number' || typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object') return null;
  const members: Record<string, Data> = {};
  Object.setPrototypeOf(members, null);
  for (const [key, member] of Object.entries(value)) members[key] = dataOf(member, depth + 1);
  return members;
}
