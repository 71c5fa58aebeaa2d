import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CarrelFailure } from '../contract/errors.ts';
import { freeBytes } from '../process/files.ts';
import { flushFolder, flushToDisk } from '../process/flush.ts';
import { modelKey } from './installed.ts';
import type { Manifest } from './installed.ts';
import { readableBytes } from './memory.ts';

/** Left free on the disk beyond what is written. */
const SPARE_BYTES = 64 << 20;

/** A checksum that is not the catalogue's; names both. */
export function checksumFailure(what: string, expected: string, actual: string): CarrelFailure {
  return new CarrelFailure(
    'model-checksum',
    `${what} is not the file the catalogue names: its SHA-256 is ${actual}, expected was ${expected}. It was deleted. Try again; if it happens again, the source has changed and is not to be trusted.`,
    { expected, actual },
  );
}

/**
 * Checks that a folder's disk takes `needed` more bytes and some to spare.
 * @throws CarrelFailure `disk-full` before anything is written.
 */
export async function requireSpace(
  folder: string,
  needed: number,
  free: (folder: string) => Promise<number> = freeBytes,
): Promise<void> {
  const available = await free(folder);
  if (available >= needed + SPARE_BYTES) return;
  throw new CarrelFailure(
    'disk-full',
    `The model needs ${readableBytes(needed + SPARE_BYTES)} of free disk space, and only ${readableBytes(available)} are free in ${folder}. Free some space, then try again.`,
    { neededBytes: needed + SPARE_BYTES, freeBytes: available },
  );
}

/**
 * Moves a complete, checked file to its place in its own folder and writes its manifest. The
 * manifest comes last: a model counts as installed only once its bytes are safe on the disk.
 * @param temporary a file in the same folder (or file system) as the place.
 * @returns the model's path.
 */
export async function placeModel(
  temporary: string,
  folder: string,
  manifest: Manifest,
): Promise<string> {
  const stem = join(folder, modelKey(manifest.id, manifest.variant));
  flushToDisk(temporary);
  await rename(temporary, `${stem}.gguf`);
  flushFolder(dirname(stem));
  await writeManifest(folder, manifest);
  return `${stem}.gguf`;
}

/** Writes a model's manifest beside it, atomically. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const path = join(folder, `${modelKey(manifest.id, manifest.variant)}.json`);
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const handle = await open(temporary, 'w');
    try {
      await handle.writeFile(`${JSON.stringify(manifest, null, 2)}\n`);
    } finally {
      await handle.close();
    }
    flushToDisk(temporary);
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
  flushFolder(folder);
}
