import { CarrelFailure } from '../contract/errors.ts';
import { readGguf } from '../models/gguf.ts';
import type { ModelSpec } from './routes.ts';

/**
 * Reads a model file's header by our own bounded reader before native code sees the file. Throws
 * `model-missing` where there is none, `model-damaged` where it cannot be read, is cut short or is
 * no GGUF file, `model-unsupported` where it is of a kind that cannot be loaded.
 */
export async function checkModelFile(spec: ModelSpec): Promise<void> {
  try {
    await readGguf(spec.file);
  } catch (error) {
    const code = error instanceof CarrelFailure ? error.code : undefined;
    if (code === 'path-missing') {
      throw new CarrelFailure(
        'model-missing',
        `The file of the model ${spec.id} is not there. Fetch or import the model again.`,
        { model: spec.id, file: spec.file },
        { cause: error },
      );
    }
    if (code === 'model-unsupported') throw error;
    throw damaged(spec, error);
  }
}

/** The failure of a model file that cannot be used as it is. */
export function damaged(spec: ModelSpec, cause: unknown): CarrelFailure {
  return new CarrelFailure(
    'model-damaged',
    `The file of the model ${spec.id} cannot be read or is damaged. Fetch or import it again.`,
    { model: spec.id, file: spec.file },
    { cause },
  );
}
