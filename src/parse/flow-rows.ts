import type { FlowBlock } from './flow.ts';
import { tableBlocks, type GridCell, type GridRow } from './flow-table.ts';

/**
 * Gathers blocks in the order of the text, where tables are told by marks at the ends of cells and
 * rows, as Word's own format and RTF do.
 */
export class RowFlow {
  readonly #blocks: FlowBlock[] = [];
  #rows: GridRow[] = [];
  #cells: GridCell[] = [];
  #cell: FlowBlock[] = [];

  /** Adds blocks outside of tables, which ends the one before. */
  add(blocks: readonly FlowBlock[]): void {
    this.#endTable();
    for (const block of blocks) this.#blocks.push(block);
  }

  addToCell(blocks: readonly FlowBlock[]): void {
    for (const block of blocks) this.#cell.push(block);
  }

  endCell(): void {
    this.#cells.push({ blocks: this.#cell, columns: 1, rows: 1 });
    this.#cell = [];
  }

  /** @param continued indexes of the cells that go on from the one above */
  endRow(header: boolean, continued: ReadonlySet<number>): void {
    if (this.#cell.length > 0) this.endCell();
    const cells = this.#cells.map((cell, index) =>
      continued.has(index) ? { ...cell, continued: true } : cell,
    );
    this.#rows.push({ header, cells });
    this.#cells = [];
  }

  /** All blocks; what was open is ended. */
  end(): FlowBlock[] {
    this.#endTable();
    return this.#blocks;
  }

  #endTable(): void {
    if (this.#cell.length > 0 || this.#cells.length > 0) this.endRow(false, new Set());
    if (this.#rows.length === 0) return;
    for (const block of tableBlocks(this.#rows)) this.#blocks.push(block);
    this.#rows = [];
  }
}
