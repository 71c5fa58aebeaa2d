import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../src/models/installed.ts';
import { writeTinyBert } from '../inference/fixtures/tiny-models.ts';
import { temporaryFolder } from './carrel.ts';

/**
 * A folder for CARREL_MODELS with an embedder of random weights: it means nothing but loads at
 * once, for tests of what happens to files rather than of what is found.
 */
export async function smallModels(): Promise<string> {
  const folder = temporaryFolder('models');
  const file = await writeTinyBert(join(folder, 'tiny--f32.gguf'));
  const manifest: Manifest = {
    id: 'tiny',
    variant: 'f32',
    role: 'embed',
    sha256: createHash('sha256').update(readFileSync(file)).digest('hex'),
    bytes: statSync(file).size,
    imported: {
      from: 'tiny.gguf',
      name: 'tiny',
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
  writeFileSync(join(folder, 'tiny--f32.json'), JSON.stringify(manifest));
  return folder;
}
