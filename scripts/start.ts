// `npm start`: the desktop application of a checkout.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '..');

/**
 * Electron's program, or undefined where it was never fetched. Not through Electron's own package,
 * which would fetch it.
 */
function electronBinary(): string | undefined {
  const folder = join(repository, 'node_modules', 'electron');
  const named = join(folder, 'path.txt');
  const name = existsSync(named) ? readFileSync(named, 'utf8').trim() : 'electron';
  const binary = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), name);
  return existsSync(binary) ? binary : undefined;
}

const binary = electronBinary();
if (binary === undefined) {
  process.stderr.write(
    'The Electron binary is not on this machine (npx install-electron fetches it); the same page in your browser: npm run carrel -- serve\n',
  );
  process.exitCode = 1;
} else {
  const { ensurePage } = await import('./page.ts');
  await ensurePage();
  const main = join(repository, 'dist', 'electron', 'main.js');
  const child = spawn(binary, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl-C reaches it by itself; this process only has to outlive it.
  process.on('SIGINT', () => undefined);
  await once(child, 'exit');
  process.exitCode = child.exitCode ?? 1;
}
