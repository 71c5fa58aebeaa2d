import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../src/models/installed.ts';
import { writeTinyBert } from '../inference/fixtures/tiny-models.ts';
import { temporaryFolder } from './carrel.ts';

/**
 * A folder for CARREL_MODELS with embedders of random weights: they mean nothing but load at once,
 * for tests of what happens to files rather than of what is found.
 */
export async function smallModels(...ids: string[]): Promise<string> {
  const folder = temporaryFolder('models');
  for (const id of ids.length === 0 ? ['tiny'] : ids) await addEmbedder(folder, id);
  return folder;
}

async function addEmbedder(folder: string, id: string): Promise<void> {
  const file = await writeTinyBert(join(folder, `${id}--f32.gguf`));
  const manifest: Manifest = {
    id,
    variant: 'f32',
    role: 'embed',
    sha256: createHash('sha256').update(readFileSync(file)).digest('hex'),
    bytes: statSync(file).size,
    imported: {
      from: `${id}.gguf`,
      name: id,
      licence: 'unknown',
      languages: [],
      context: 512,
      reasoning: false,
      queryPrefix: '',
      passagePrefix: '',
      normalisation: 'none',
      memoryBytes: 1_000_000,
    },
  };
  writeFileSync(join(folder, `${id}--f32.json`), JSON.stringify(manifest));
}
