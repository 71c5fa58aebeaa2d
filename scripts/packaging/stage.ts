import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { buildElectron } from './build-electron.ts';
import { importedPackages, readLockFile, runtimePackages } from './runtime-packages.ts';

const repository = resolve(import.meta.dirname, '../..');

const packageFile = z.object({ version: z.string(), description: z.string(), license: z.string() });

/** What nobody reads at run time: Node runs no TypeScript below `node_modules`, and nothing is built. */
const needless = /\.(?:map|[cm]?ts|tsx|tsbuildinfo)$|^\.gitkeep$|^gitRelease\.bundle$/u;
/**
 * Builds of the recogniser and the page drawer, and variants of the language data, that are not
 * loaded (src/ocr/core.ts, src/ocr/draw.ts).
 */
const otherBuild =
  /^4\.0\.0$|^tesseract-core(?!-relaxedsimd-lstm\.(?:js|wasm)$)|^pdfium\.wasm\.base64|^index\.esm\.(?:base64|browser|cdn)\.js$/u;
/**
 * Binaries that their packages let npm install on any processor, and on Linux those for CUDA, which
 * the sandbox keeps from starting (ADR 0230).
 */
const otherMachine = new RegExp(
  `/@node-llama-cpp/(?:\\w+-(?!${process.arch}(?:-|$))|linux-.*-cuda)`,
  'u',
);

/**
 * Lays out an installed application in `folder`, which is emptied: `app` goes into the archive that
 * Electron starts, `engine` beside it: Carrel's own Node, its sources, the packages they need on
 * this machine, the page, samples and the tiny models. Needs the built page and the models.
 */
export async function stage(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  stageEngine(join(folder, 'engine'));
  await buildElectron(join(folder, 'app'));
  const { version, description, license } = ownPackage();
  writeJson(join(folder, 'app', 'package.json'), {
    name: 'carrel',
    version,
    description,
    license,
    author: 'The Carrel authors',
    type: 'module',
    main: 'main.js',
  });
}

function stageEngine(engine: string): void {
  place(process.execPath, join(engine, 'bin', process.platform === 'win32' ? 'node.exe' : 'node'));
  for (const part of ['src', 'resources', 'dist/renderer']) {
    placeFolder(join(repository, part), join(engine, part), (name) => name !== 'packaging');
  }
  for (const file of ['LICENSE', 'docs/third-party-licences.md']) {
    if (existsSync(join(repository, file))) place(join(repository, file), join(engine, file));
  }
  const lock = readLockFile(join(repository, 'package-lock.json'));
  const roots = importedPackages(join(repository, 'src'));
  for (const path of runtimePackages(lock, roots, process)) {
    const source = join(repository, path);
    // npm leaves out optional packages of other systems; those needed are asked for by a test.
    if (!existsSync(source) || otherMachine.test(path)) continue;
    placeFolder(
      source,
      join(engine, path),
      (name) => name !== 'node_modules' && !needless.test(name) && !otherBuild.test(name),
    );
  }
  const { version, description, license } = ownPackage();
  // The sources are modules, and their version is read from here.
  writeJson(join(engine, 'package.json'), {
    name: 'carrel',
    version,
    description,
    license,
    type: 'module',
  });
  stageCommand(engine);
}

/** The command line of an installed application. */
function stageCommand(engine: string): void {
  if (process.platform === 'win32') {
    writeFileSync(
      join(engine, 'bin', 'carrel.cmd'),
      '@"%~dp0node.exe" --no-warnings "%~dp0..\\src\\cli\\main.ts" %*\r\n',
    );
    return;
  }
  const command = join(engine, 'bin', 'carrel');
  writeFileSync(
    command,
    '#!/bin/sh\nhere=$(dirname "$(readlink -f "$0")")\nexec "$here/node" --no-warnings "$here/../src/cli/main.ts" "$@"\n',
  );
  chmodSync(command, 0o755);
}

function ownPackage(): z.infer<typeof packageFile> {
  return packageFile.parse(JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')));
}

function writeJson(file: string, value: object): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}

function placeFolder(source: string, target: string, wanted: (name: string) => boolean): void {
  for (const entry of readdirSync(source, { withFileTypes: true })) {
    if (!wanted(entry.name)) continue;
    const from = join(source, entry.name);
    const to = join(target, entry.name);
    if (entry.isDirectory()) placeFolder(from, to, wanted);
    else if (entry.isFile()) place(from, to);
  }
}

/** A second name of the same file where the disk allows it: most of a package is never changed. */
function place(source: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true });
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
  }
}
