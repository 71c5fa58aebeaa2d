import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupEntry, BackupProgress } from '../contract/maintenance.ts';
import type { BackupHeader } from '../store/backup/format.ts';
import { bytesOf, packFiles } from '../store/backup/pack.ts';
import type { Services } from './services.ts';
import { version } from './version.ts';

/**
 * Emits a backup of what is stored at this moment. The copy that it is read from lies in the engine's
 * own folder meanwhile, and is gone with it at the latest.
 *
 * @throws CarrelFailure `disk-full`, `cancelled`.
 */
export async function streamBackup(
  { store, environment }: Services,
  emit: (chunk: BackupProgress & { bytes: string }) => Promise<void>,
): Promise<BackupEntry> {
  const folder = join(environment.TMPDIR, `backup-${randomUUID()}`);
  mkdirSync(folder, { mode: 0o700 });
  try {
    const files = await store.snapshot(folder);
    const bytesTotal = await bytesOf(files);
    const head = {
      format: 1 as const,
      version,
      created: new Date().toISOString(),
      documents: store.counts().documents,
    };
    let bytesDone = 0;
    for await (const chunk of packFiles(files, head)) {
      bytesDone += chunk.byteLength;
      await emit({
        bytes: Buffer.from(chunk).toString('base64'),
        bytesDone: Math.min(bytesDone, bytesTotal),
        bytesTotal,
      });
    }
    return entryOf({ ...head, bytes: bytesTotal });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The header of a backup. */
export function entryOf({ version: writer, created, documents, bytes }: BackupHeader): BackupEntry {
  return { version: writer, created, documents, bytes };
}
