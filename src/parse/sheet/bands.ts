import type { SheetRow } from './row.ts';

/** Rows below each other without an empty row in between, or a part of them. */
export interface Band {
  readonly rows: readonly SheetRow[];
  /** Goes on from the band before, which was cut for its length. */
  readonly continues: boolean;
}

/** Rows and UTF-16 units after which a band is cut, so that a sheet of any length can be read. */
const MAX_ROWS = 400;
const MAX_LENGTH = 100_000;

/** The bands of a sheet, in order. */
export function* bandsOf(rows: Iterable<SheetRow>): Generator<Band> {
  let band: SheetRow[] = [];
  let length = 0;
  let continues = false;
  for (const row of rows) {
    const last = band.at(-1);
    const apart = last !== undefined && row.row > last.row + 1;
    if (apart || band.length >= MAX_ROWS || length >= MAX_LENGTH) {
      yield { rows: band, continues };
      continues = !apart;
      band = [];
      length = 0;
    }
    band.push(row);
    length += row.cells.reduce((sum, cell) => sum + cell.text.length + 1, 0);
  }
  if (band.length > 0) yield { rows: band, continues };
}
