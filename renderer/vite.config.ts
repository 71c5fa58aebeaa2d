import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the page, the same for Electron and for `carrel serve`, into dist/renderer. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    // The content security policy allows no data: or inline resources.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: true,
  },
});
