import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { countLetters, typeOf } from './record.ts';

const run = promisify(execFile);
const TIMEOUT_MS = 60_000;
const MAX_OUTPUT = 64 * 1024 * 1024;

const office: ReadonlySet<string> = new Set([
  'doc',
  'docx',
  'odt',
  'rtf',
  'ppt',
  'pptx',
  'odp',
  'xls',
  'xlsx',
  'ods',
]);
/** Programs that write a file's text to their output, and the types each is for. */
const programs: ReadonlyMap<string, readonly [types: readonly string[], args: readonly string[]]> =
  new Map([
    ['pdftotext', [['pdf'], ['FILE', '-']]],
    ['antiword', [['doc'], ['FILE']]],
    ['catdoc', [['doc', 'rtf'], ['FILE']]],
    ['catppt', [['ppt'], ['FILE']]],
    [
      'tesseract',
      [
        ['png', 'jpg', 'jpeg', 'tif', 'tiff'],
        ['FILE', '-'],
      ],
    ],
  ]);

/** Of these programs, those that are installed and read files of a type. */
function programsFor(type: string): string[] {
  const names = [...programs].flatMap(([name, [types]]) => (types.includes(type) ? [name] : []));
  if (office.has(type)) names.push('libreoffice');
  return names.filter(isInstalled);
}

const installed = new Map<string, boolean>();
function isInstalled(name: string): boolean {
  const known = installed.get(name);
  if (known !== undefined) return known;
  const found = spawnSync('which', [name], { stdio: 'ignore' }).status === 0;
  installed.set(name, found);
  return found;
}

/** Letters and digits that each installed program gets from a file; 0 where it gets none. */
export async function lettersByOthers(
  path: string,
  signal: AbortSignal,
): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const name of programsFor(typeOf(path))) {
    try {
      const text =
        name === 'libreoffice'
          ? await byLibreOffice(path, signal)
          : await byName(name, path, signal);
      found[name] = countLetters(text);
    } catch {
      // It failed, or took too long: no text.
      found[name] = 0;
    }
    signal.throwIfAborted();
  }
  return found;
}

async function byName(name: string, path: string, signal: AbortSignal): Promise<string> {
  const args = (programs.get(name)?.[1] ?? []).map((arg) => (arg === 'FILE' ? path : arg));
  const options = { timeout: TIMEOUT_MS, maxBuffer: MAX_OUTPUT, signal };
  return (await run(name, args, options)).stdout;
}

async function byLibreOffice(path: string, signal: AbortSignal): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-office-'));
  try {
    const profile = `-env:UserInstallation=file://${join(tmpdir(), `carrel-office-${process.pid}`)}`;
    const args = [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, path];
    await run('libreoffice', args, { timeout: TIMEOUT_MS, maxBuffer: MAX_OUTPUT, signal });
    const pdf = readdirSync(folder).find((name) => name.endsWith('.pdf'));
    if (pdf === undefined) return '';
    const made = join(folder, pdf);
    return isInstalled('pdftotext')
      ? await byName('pdftotext', made, signal)
      : readFileSync(made, 'latin1');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Removes what LibreOffice keeps of its own between files. */
export function forgetOthers(): void {
  rmSync(join(tmpdir(), `carrel-office-${process.pid}`), { recursive: true, force: true });
}
