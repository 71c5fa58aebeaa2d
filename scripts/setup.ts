// Brings the two models of the tiny profile into resources/models: `npm run setup`.
import { fileURLToPath } from 'node:url';
import type { FetchProgress } from '../src/contract/models.ts';
import { loadCatalogue, profileModels } from '../src/models/catalogue.ts';
import { findFetched } from '../src/models/fetch.ts';

const folder = fileURLToPath(new URL('../resources/models', import.meta.url));
const MEGABYTE = 1e6;

const stages: Readonly<Record<FetchProgress['stage'], string>> = {
  source: 'asking',
  download: 'downloading from',
  verify: 'checking what came from',
  convert: 'unpacking what came from',
  place: 'placed, from',
};

/** Draws one line a stage, redrawn in place on a terminal. */
function progressLine(): (progress: FetchProgress) => void {
  let last = '';
  let drawn = 0;
  return ({ model, stage, source, bytesDone, bytesTotal }) => {
    const key = `${model} ${stage} ${source}`;
    const terminal = process.stderr.isTTY;
    const now = Date.now();
    if (key === last && (!terminal || now - drawn < 100)) return;
    const size =
      bytesTotal === null || bytesTotal === 0 || stage === 'source'
        ? ''
        : ` ${Math.round(bytesDone / MEGABYTE)} of ${Math.round(bytesTotal / MEGABYTE)} MB`;
    const line = `  ${model}: ${stages[stage]} ${source}${terminal ? size : ''}`;
    if (terminal) process.stderr.write(`${key === last ? '\r\u001B[2K' : '\n'}${line}`);
    else process.stderr.write(`${line}\n`);
    last = key;
    drawn = now;
  };
}

/**
 * Makes sure that the tiny profile's models are in `resources/models`. Silent, and done in
 * milliseconds, when they are; otherwise fetches them with progress on standard error.
 * @throws CarrelFailure with each source's reason when a model cannot be had.
 */
export async function ensureTinyModels(): Promise<void> {
  const models = profileModels(loadCatalogue(), 'tiny');
  const found = await Promise.all(models.map((model) => findFetched(model, [folder])));
  const missing = models.filter((_, index) => found[index] === undefined);
  if (missing.length === 0) return;
  // Loaded only now: the network's code is not needed on most runs.
  const { downloadModels } = await import('../src/shell/download/download-models.ts');
  process.stderr.write('Fetching the models Carrel starts with (about 190 to 240 MB, once):\n');
  await downloadModels(missing, { folder, onProgress: progressLine() });
  process.stderr.write(process.stderr.isTTY ? '\n' : '');
}

if (process.argv[1] === import.meta.filename) {
  try {
    await ensureTinyModels();
  } catch (cause) {
    console.error(cause instanceof Error ? cause.message : cause);
    process.exitCode = 1;
  }
}
