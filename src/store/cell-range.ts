import type { Span } from '../contract/place.ts';
import { CELL_STRIDE } from '../parse/document.ts';
import { columnName } from '../parse/sheet/column-name.ts';

/**
 * The cells whose text lies in spans, as spreadsheets write ranges: `B12:F12`, one for each span,
 * joined with a comma. Empty where no cell does.
 */
export function cellRange(
  spans: readonly Span[],
  cellsOf: (page: number) => Uint32Array | undefined,
): string {
  const ranges = new Set<string>();
  for (const span of spans) {
    const range = rangeOf(cellsOf(span.page) ?? new Uint32Array(0), span);
    if (range !== undefined) ranges.add(range);
  }
  return [...ranges].join(', ');
}

function rangeOf(cells: Uint32Array, { start, end }: Span): string | undefined {
  let top = Number.POSITIVE_INFINITY;
  let left = Number.POSITIVE_INFINITY;
  let bottom = -1;
  let right = -1;
  for (let at = 0; at < cells.length; at += CELL_STRIDE) {
    const [from = 0, row = 0, column = 0] = cells.subarray(at, at + CELL_STRIDE);
    // A tab or a line feed stands before the next cell.
    const next = (cells[at + CELL_STRIDE] ?? Number.POSITIVE_INFINITY) - 1;
    if (from >= end) break;
    if (next <= start) continue;
    top = Math.min(top, row);
    left = Math.min(left, column);
    bottom = Math.max(bottom, row);
    right = Math.max(right, column);
  }
  if (bottom < 0) return undefined;
  const first = `${columnName(left)}${top + 1}`;
  const last = `${columnName(right)}${bottom + 1}`;
  return first === last ? first : `${first}:${last}`;
}
