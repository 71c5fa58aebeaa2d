import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { CarrelFailure } from '../contract/errors.ts';

/** One file of the built page, in memory. */
export interface PageFile {
  readonly type: string;
  readonly body: Buffer;
  readonly etag: string;
  /** Its name changes with its content. */
  readonly lasting: boolean;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.bcmap': 'application/octet-stream',
  '.icc': 'application/octet-stream',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
};

/** The built page has some 10 MB with all of its PDF viewer's tables. */
const maxBytes = 64_000_000;
const maxFiles = 2000;

/**
 * Reads the built page, by the path of its address. What is not in this list when the program
 * starts is never served: no path of a request ever reaches the disk. Files of unknown types and
 * links are left out. Throws `path-missing` where there is no page.
 */
export function readPageFiles(folder: string): ReadonlyMap<string, PageFile> {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new CarrelFailure(
      'path-missing',
      `The page of Carrel is not at ${folder}. In a checkout, start it by: npm run carrel -- serve`,
      { path: folder },
    );
  }
  const files = new Map<string, PageFile>();
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name).toLowerCase()];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    bytes += statSync(path).size;
    if (bytes > maxBytes || files.size >= maxFiles) {
      throw new CarrelFailure('internal', `The folder ${folder} holds more than a page.`);
    }
    const body = readFileSync(path);
    const name = relative(folder, path).split(sep).join('/');
    files.set(`/${name}`, {
      type,
      body,
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
      lasting: /^assets\/.+-[\w-]{8}\.\w+$/u.test(name),
    });
  }
  const index = files.get('/index.html');
  if (index !== undefined) files.set('/', index);
  return files;
}
