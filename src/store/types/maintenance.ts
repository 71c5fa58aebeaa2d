import type { ContractError } from '../../contract/errors.ts';
import type { SnapshotFile } from '../backup/snapshot.ts';

export interface StoreReport {
  readonly ok: boolean;
  readonly documents: number;
  readonly passages: number;
  readonly vectors: number;
  readonly problems: readonly ContractError[];
  /** Documents that the damage touches, the first 200 of them. */
  readonly damaged: readonly DamagedDocument[];
  readonly damagedCount: number;
}

/** A document of which something stored is damaged. */
export interface DamagedDocument {
  readonly id: string;
  readonly document: string;
  readonly collection: string;
  readonly part: 'text' | 'vectors';
}

/** What was done about the damage. */
export interface StoreRepair {
  /** What was found. */
  readonly found: StoreReport;
  /** Documents that are read again. */
  readonly documents: number;
  /** What can be read of a broken catalogue takes its place when the store is opened next. */
  readonly reopen: boolean;
}

/** Whether what is stored is sound, mending it, and copying it. */
export interface MaintenanceStore {
  /** Store against its ledger: counts agree, files match their sums, SQLite is sound. */
  verify(): Promise<StoreReport>;
  /**
   * Mends what is damaged: from what is sound, or by queueing documents to be read again. Where the
   * catalogue itself is broken, the store has to be opened anew (`reopen`).
   */
  repair(): Promise<StoreRepair>;
  /** Copies what is stored, as it is at one moment, into an empty folder; for a backup. */
  snapshot(folder: string): Promise<SnapshotFile[]>;
}
