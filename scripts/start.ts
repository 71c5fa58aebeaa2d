// `npm start`: the desktop application of a checkout.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { electronBinary } from './electron-binary.ts';

const repository = resolve(import.meta.dirname, '..');

const binary = electronBinary();
if (binary === undefined) {
  process.stderr.write(
    'The Electron binary is not on this machine (npx install-electron fetches it); the same page in your browser: npm run carrel -- serve\n',
  );
  process.exitCode = 1;
} else {
  const { ensurePage } = await import('./page.ts');
  const { buildElectron } = await import('./packaging/build-electron.ts');
  await ensurePage();
  await buildElectron(join(repository, 'dist', 'electron'));
  const main = join(repository, 'dist', 'electron', 'main.js');
  const child = spawn(binary, [main, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, CARREL_NODE: process.execPath },
  });
  // Ctrl-C reaches it by itself; this process only has to outlive it.
  process.on('SIGINT', () => undefined);
  await once(child, 'exit');
  process.exitCode = child.exitCode ?? 1;
}
