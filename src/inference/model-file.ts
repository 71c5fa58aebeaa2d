import { open } from 'node:fs/promises';
import type { ModelSpec } from './routes.ts';
import { CarrelFailure } from '../contract/errors.ts';

/** Every GGUF file starts with these bytes. */
const magic = 'GGUF';
/** Magic, version and the two counts: a shorter file cannot be a model. */
const headerBytes = 24;

/**
 * Looks at a model file before native code does. Throws `model-missing` where there is none and
 * `model-damaged` where it cannot be read or is no GGUF file.
 */
export async function checkModelFile(spec: ModelSpec): Promise<void> {
  const header = Buffer.alloc(headerBytes);
  let length = 0;
  try {
    const file = await open(spec.file, 'r');
    try {
      length = (await file.read(header, 0, headerBytes, 0)).bytesRead;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isMissing(error)) {
      throw new CarrelFailure(
        'model-missing',
        `The file of the model ${spec.id} is not there. Fetch or import the model again.`,
        { model: spec.id, file: spec.file },
        { cause: error },
      );
    }
    throw damaged(spec, 'it cannot be read', error);
  }
  if (length < headerBytes || header.toString('latin1', 0, 4) !== magic) {
    throw damaged(spec, 'it is no GGUF file', undefined);
  }
}

/** The failure of a model file that cannot be used as it is; `why` completes "because ...". */
export function damaged(spec: ModelSpec, why: string, cause: unknown): CarrelFailure {
  return new CarrelFailure(
    'model-damaged',
    `The file of the model ${spec.id} cannot be used because ${why}. Fetch or import it again.`,
    { model: spec.id, file: spec.file },
    { cause },
  );
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ENOENT' || error.code === 'ENOTDIR')
  );
}
