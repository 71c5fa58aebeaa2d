import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Builds the page, the same for Electron and for `carrel serve`, into dist/renderer. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), pdfjsData()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    // The content security policy allows no data: or inline resources.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: true,
    rolldownOptions: {
      output: {
        // What several parts need comes in one file instead of a small one each.
        codeSplitting: {
          groups: [{ name: 'shared', minShareCount: 2, test: (id) => !id.includes('pdfjs-dist') }],
        },
      },
    },
  },
});

/**
 * Copies what pdf.js loads while it draws (character maps, standard fonts, picture decoders, a
 * colour profile) to `pdfjs/` beside the page, under its own names. Its script engine stays out.
 */
function pdfjsData(): Plugin {
  const source = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  return {
    name: 'pdfjs-data',
    generateBundle() {
      for (const folder of ['cmaps', 'standard_fonts', 'wasm', 'iccs']) {
        for (const name of readdirSync(join(source, folder))) {
          if (name.startsWith('quickjs')) continue;
          const fileName = `pdfjs/${folder}/${name}`;
          this.emitFile({
            type: 'asset',
            fileName,
            source: readFileSync(join(source, folder, name)),
          });
        }
      }
    },
  };
}
