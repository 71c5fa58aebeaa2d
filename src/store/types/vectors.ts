import type { ContractError } from '../../contract/errors.ts';

export interface PassageToEmbed {
  readonly passage: number;
  /** Title, headings and text, as embedded. */
  readonly text: string;
  /** Whose vector it waits for. */
  readonly embedder: string;
}

/** Which stored vectors are meant: one table for each embedder variant. */
export interface VectorTable {
  readonly embedder: string;
  readonly dimensions: number;
}

/** The passages' vectors: which are missing, and which embedder's are in use. */
export interface VectorStore {
  /** Chooses the embedder whose vectors are filled and searched. */
  useEmbedder(table: VectorTable): Promise<void>;
  /**
   * Begins to fill another embedder's vectors while those in use serve on; instead of any other
   * such change. Survives restarts.
   */
  prepareEmbedder(table: VectorTable): Promise<void>;
  /** The embedder whose vectors are being filled to take over, or undefined. */
  nextEmbedder(): string | undefined;
  /** Gives the change of embedder up and erases what was filled. */
  cancelEmbedder(): Promise<void>;
  /**
   * Puts the next embedder's vectors into use once none is missing, and erases the others'; false
   * where there is no change or some are missing. `also` runs within the transaction.
   */
  adoptEmbedder(also: (embedder: string) => void): Promise<boolean>;
  /**
   * Passages without a vector, in reading order of the oldest document: of the table in use, then of
   * the next one; all of one table.
   */
  nextToEmbed(limit: number): PassageToEmbed[];
  /**
   * Durable at return; writing a passage twice keeps one. Of the embedder in use where none is
   * named; those of one given up meanwhile are dropped.
   */
  writeVectors(
    rows: readonly { passage: number; vector: Float32Array }[],
    embedder?: string,
  ): Promise<void>;
  /**
   * Gives waiting passages the vectors of others whose embedded text is the same, of the same
   * embedder; the passages that then have one. Durable like `writeVectors`.
   */
  copyVectors(passages: readonly number[], embedder: string): Promise<Set<number>>;
  /** Gives a waiting passage up: its documents become `partial`, with this reason. */
  failVector(passage: number, error: ContractError, embedder?: string): void;
  /** Whether any vector of the embedder in use is stored; sooner told than counted. */
  hasVectors(): boolean;
}
