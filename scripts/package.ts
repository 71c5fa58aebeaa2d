// `npm run package`: installers of the desktop application for this system, into dist/packages.
import { resolve } from 'node:path';
import { build } from 'electron-builder';
import { stage } from './packaging/stage.ts';
import { ensurePage } from './page.ts';
import { ensureTinyModels } from './setup.ts';

const repository = resolve(import.meta.dirname, '..');
await ensureTinyModels();
await ensurePage();
await stage(resolve(repository, 'dist', 'stage'));
await build({ projectDir: repository, publish: 'never' });
