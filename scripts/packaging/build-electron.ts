import { join, resolve } from 'node:path';
import { build } from 'vite';

const repository = resolve(import.meta.dirname, '../..');

/**
 * Builds Electron's part into a folder: `main.js`, and `preload.cjs`, since sandboxed preload
 * scripts cannot be modules.
 */
export async function buildElectron(folder: string): Promise<void> {
  await bundle(folder, 'main', 'es', 'main.js');
  await bundle(folder, 'preload', 'cjs', 'preload.cjs');
}

async function bundle(
  folder: string,
  entry: string,
  format: 'es' | 'cjs',
  fileName: string,
): Promise<void> {
  await build({
    configFile: false,
    root: repository,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      lib: {
        entry: join(repository, 'electron', `${entry}.ts`),
        formats: [format],
        fileName: () => fileName,
      },
      rolldownOptions: { external: ['electron', /^node:/u] },
    },
  });
}
