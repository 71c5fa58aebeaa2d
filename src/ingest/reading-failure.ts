import { constants } from 'node:fs';
import { access, open } from 'node:fs/promises';
import { CarrelFailure } from '../contract/errors.ts';
import { systemCodeOf } from '../process/system-error.ts';

/** What kind of thing could not be read, for the message. */
export type Unread = 'file' | 'holder' | 'folder';

const nowMissing: Readonly<Record<Unread, string>> = {
  file: 'The file is no longer there. Add it again from where it is now.',
  holder:
    'The file that holds this document is no longer there. Add it again from where it is now.',
  folder: 'The folder is no longer there.',
};
const nowDenied: Readonly<Record<Unread, string>> = {
  file: 'The file may not be read by this account. Change its permissions, then retry.',
  holder:
    'The file that holds this document may not be read by this account. Change its permissions, then retry.',
  folder:
    'This folder could not be opened, so that nothing in it was read. Change its permissions, then add it again.',
};

/**
 * Why something could not be read. Access that is denied is told from what only cannot be reached now
 * (a disk that fails, a share that is offline, a file another program has locked): of the latter,
 * what was read goes on answering.
 */
export function readingFailure(cause: unknown, what: Unread = 'file'): CarrelFailure {
  const code = systemCodeOf(cause);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new CarrelFailure('path-missing', nowMissing[what], undefined, { cause });
  }
  if (isDenial(cause) || code === 'EISDIR') return accessDenied(what, cause);
  return new CarrelFailure(
    'file-unreachable',
    'This could not be read just now: its disk, its share or another program does not let it be. Carrel tries again when it looks through the folder next.',
    { system: code ?? 'unknown' },
    { cause },
  );
}

/** The failure where this account has no right to read a file or folder. */
export function accessDenied(what: Unread, cause?: unknown): CarrelFailure {
  return new CarrelFailure('access-denied', nowDenied[what], undefined, { cause });
}

/** Whether the system says that this account has no right to read something. */
export function isDenial(cause: unknown): boolean {
  const code = systemCodeOf(cause);
  return code === 'EACCES' || code === 'EPERM';
}

/** Whether this account may read a file, as far as the system tells without reading it. */
export async function mayRead(path: string): Promise<boolean> {
  try {
    // Windows tells of rights only when a file is opened.
    if (process.platform === 'win32') await (await open(path, 'r')).close();
    else await access(path, constants.R_OK);
    return true;
  } catch (cause) {
    return !isDenial(cause);
  }
}
