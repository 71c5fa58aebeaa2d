import type { Result } from '../../../src/contract/result.ts';
import type { DoorClient } from '../../engine/client.ts';
import { type OpenPdf, openPdf } from './open-pdf.ts';

/** Documents kept open, so that stepping between citations of a few files is instant. */
const MAX_OPEN = 3;

interface Kept {
  readonly client: DoorClient;
  readonly opening: Promise<Result<OpenPdf>>;
}

const open = new Map<string, Kept>();

/** A document's file, open; `version` changes when the file does. */
export function keepOpen(
  client: DoorClient,
  documentId: string,
  version: string,
): Promise<Result<OpenPdf>> {
  const key = `${documentId} ${version}`;
  const found = open.get(key);
  const kept = found?.client === client ? found : { client, opening: openPdf(client, documentId) };
  open.delete(key);
  open.set(key, kept);
  for (const oldest of open.keys()) {
    if (open.size <= MAX_OPEN) break;
    drop(oldest);
  }
  if (found !== kept) void dropIfFailed(key, kept);
  return kept.opening;
}

/** A file that failed is opened anew the next time. */
async function dropIfFailed(key: string, kept: Kept): Promise<void> {
  const opened = await kept.opening;
  const forget = (): void => {
    if (open.get(key) === kept) drop(key);
  };
  if (opened.ok) opened.value.onFailed(forget);
  else forget();
}

function drop(key: string): void {
  const kept = open.get(key);
  open.delete(key);
  if (kept !== undefined) void close(kept);
}

async function close({ opening }: Kept): Promise<void> {
  const opened = await opening;
  if (opened.ok) await opened.value.close();
}
