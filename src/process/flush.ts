import { closeSync, fsyncSync, openSync } from 'node:fs';

/** macOS: forces the drive's own cache too, which fsync leaves alone there (fcntl(2)). */
const F_FULLFSYNC = 51;

type Flush = (descriptor: number) => void;
let flush: Flush | undefined;

/**
 * Forces a file or a folder's list of names onto the disk.
 *
 * Node turns its own fsync off under the permission model, which every confined process of Carrel
 * runs with, so the C library's is called there. On Windows folders need no such call, and files
 * are written through by SQLite itself; nothing more is promised there.
 */
export function flushToDisk(path: string): void {
  flush ??= chooseFlush();
  const descriptor = openSync(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    flush(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Forces a folder's list of names onto the disk; Windows does so by itself. */
export function flushFolder(path: string): void {
  if (process.platform !== 'win32') flushToDisk(path);
}

function chooseFlush(): Flush {
  if (process.permission === undefined) return fsyncSync;
  if (process.platform === 'win32') return () => undefined;
  const ffi = process.getBuiltinModule('node:ffi');
  if (process.platform === 'darwin') {
    const { fcntl } = ffi.dlopen(null, {
      fcntl: { return: 'int32', arguments: ['int32', 'int32', 'int64'] },
    }).functions;
    return (descriptor) => assertDone(fcntl(descriptor, F_FULLFSYNC, 0n));
  }
  const { fsync } = ffi.dlopen(null, {
    fsync: { return: 'int32', arguments: ['int32'] },
  }).functions;
  return (descriptor) => assertDone(fsync(descriptor));
}

function assertDone(result: number | bigint): void {
  if (Number(result) === 0) return;
  // The cause is lost on the way (errno), but a failed flush has few: the disk is full or failing.
  throw Object.assign(new Error('A file could not be forced onto the disk.'), { code: 'EIO' });
}
