import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownFolder } from '../shell/home.ts';

const programs: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  linux: ['xdg-open'],
  darwin: ['open'],
  // By its place: by its name alone, Windows would look in the current folder first.
  win32: [
    join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'rundll32.exe'),
    'url.dll,FileProtocolHandler',
  ],
};

/**
 * Opens an address with a secret in the person's browser. The arguments of programs can be seen by
 * all users of a machine, so the browser is given a file that only this user can read and that leads
 * on to the address; `forget` removes it. False where the system's opener is missing or fails.
 */
export async function openBrowser(
  address: string,
  home: string,
): Promise<{ readonly opened: boolean; forget(): void }> {
  const file = join(ownFolder(home, 'run'), 'open.html');
  const forget = () => rmSync(file, { force: true });
  const [program, ...args] = programs[process.platform] ?? [];
  if (program === undefined) return { opened: false, forget };
  forget();
  writeFileSync(
    file,
    `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">` +
      `<title>Carrel</title><meta http-equiv="refresh" content="0;url=${address}">\n`,
    { mode: 0o600, flag: 'wx' },
  );
  const child = spawn(program, [...args, file], { stdio: 'ignore', detached: true });
  child.unref();
  try {
    await once(child, 'spawn');
    return { opened: true, forget };
  } catch {
    return { opened: false, forget };
  }
}
