import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBareEmbedder } from './bare-embedder.ts';
import { passageTexts } from './passage-texts.ts';

const samples = fileURLToPath(new URL('../../resources/samples', import.meta.url));

/** The tiny embedder's vectors of all passages of the sample documents. */
export async function sampleVectors(): Promise<Float32Array[]> {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-bench-'));
  const embedder = await openBareEmbedder();
  try {
    return await embedder.vectors(await passageTexts(join(folder, 'home'), samples));
  } finally {
    await embedder.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}
