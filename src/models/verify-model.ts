import { CarrelFailure } from '../contract/errors.ts';
import type { VerifiedModel } from '../contract/models.ts';
import { hashFile } from '../process/files.ts';
import { damagedModel, remedy } from './damaged-model.ts';
import type { InstalledModel } from './installed.ts';
import { checksumFailure } from './place.ts';

/** Reads a model's file in full and compares its SHA-256 with its manifest's. Rejects only where `signal` aborts. */
export async function verifyModel(
  model: InstalledModel,
  signal?: AbortSignal,
): Promise<VerifiedModel> {
  const { id, sha256 } = model.manifest;
  const found = { id, file: model.file };
  try {
    if (model.problem !== null) throw damagedModel(model, model.problem);
    const actual = await hashFile(model.file, { signal });
    if (actual === sha256) return { ...found, ok: true, error: null };
    const { code, details } = checksumFailure(id, sha256, actual);
    const message = `The file of "${id}" has changed: its SHA-256 is ${actual}, it was ${sha256}. ${remedy(model)}`;
    return { ...found, ok: false, error: { code, message, ...(details && { details }) } };
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    const failure =
      cause instanceof CarrelFailure
        ? cause
        : damagedModel(model, 'its file cannot be read to the end');
    return { ...found, ok: false, error: failure.toData() };
  }
}
