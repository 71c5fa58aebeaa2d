// `npm run test:electron`: the real application, wherever Electron's binary can be had.
import { spawnSync } from 'node:child_process';
import { electronBinary } from './electron-binary.ts';
import { buildElectron } from './packaging/build-electron.ts';
import { ensurePage } from './page.ts';
import { ensureTinyModels } from './setup.ts';
import { join, resolve } from 'node:path';

const binary = electronBinary();
if (binary === undefined) {
  process.stdout.write(
    'skipped: the Electron binary is not on this machine (npx install-electron fetches it)\n',
  );
} else {
  await ensureTinyModels();
  await ensurePage();
  await buildElectron(resolve(import.meta.dirname, '../dist/electron'));
  const vitest = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--project', 'application', ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
}
