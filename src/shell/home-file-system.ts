import { readFileSync, realpathSync, statfsSync } from 'node:fs';

/** Numbers of network file systems in Linux's statfs(2), linux/magic.h and their own sources. */
const linuxNetworkTypes = new Map([
  [0x6969, 'nfs'],
  [0x517b, 'smb'],
  [0xff534d42, 'cifs'],
  [0xfe534d42, 'smb2'],
  [0x01021997, '9p'],
  [0x00c36400, 'ceph'],
  [0x5346414f, 'afs'],
  [0x6b414653, 'afs'],
  [0x73757245, 'coda'],
  [0x564c, 'ncp'],
  [0x0bd00bd0, 'lustre'],
  [0x47504653, 'gpfs'],
  [0x7461636f, 'ocfs2'],
  [0x01161970, 'gfs2'],
  [0x013111a8, 'ibrix'],
  [0xa501fcf5, 'vxfs'],
]);

/** FUSE_SUPER_MAGIC: every file system in user space; which one stands in the mount table only. */
const fuse = 0x65735546;

/** The ones in user space that keep their files on this machine; any other may be a network's. */
const localFuse = new Set([
  'virtiofs',
  'fuseblk',
  'fuse.bindfs',
  'fuse.cryfs',
  'fuse.encfs',
  'fuse.fuse-overlayfs',
  'fuse.gocryptfs',
  'fuse.mergerfs',
  'fuse.ntfs-3g',
  'fuse.veracrypt',
]);

/**
 * The name of the network file system a path lies on, or undefined for a local one. A network
 * folder breaks SQLite's locks and takes documents off this machine. On macOS network drives are
 * mounted below /Volumes beside local ones and cannot be told apart by Node; on Windows only
 * `\\\\server\\share` is recognised, not a share with a drive letter.
 */
export function networkFileSystem(path: string, platform = process.platform): string | undefined {
  if (platform === 'win32') return /^[/\\]{2}(?![?.][/\\])/.test(path) ? 'smb' : undefined;
  if (platform !== 'linux') return undefined;
  return linuxNetworkType(statfsSync(path).type, () =>
    mountType(readFileSync('/proc/self/mountinfo', 'utf8'), realpathSync(path)),
  );
}

/**
 * The name of a `statfs` type number where it is a network file system's. `mounted` looks up the
 * mount table's name, which is needed for those in user space.
 */
export function linuxNetworkType(
  type: number,
  mounted: () => string | undefined,
): string | undefined {
  // The kernel's numbers are 32 bits wide; Node may hand them on with a sign.
  const unsigned = type >>> 0;
  if (unsigned !== fuse) return linuxNetworkTypes.get(unsigned);
  const name = mounted();
  return name !== undefined && localFuse.has(name) ? undefined : (name ?? 'fuse');
}

/** The file system type of the innermost mount that holds a path; format in proc(5). */
export function mountType(mountinfo: string, path: string): string | undefined {
  let best = { length: -1, type: '' };
  for (const line of mountinfo.split('\n')) {
    const [before, after] = line.split(' - ');
    const point = before
      ?.split(' ')[4]
      ?.replace(/\\([0-7]{3})/g, (_, octal: string) =>
        String.fromCharCode(Number.parseInt(octal, 8)),
      );
    const type = after?.split(' ')[0];
    if (point === undefined || type === undefined) continue;
    const folder = point.endsWith('/') ? point : `${point}/`;
    // Of two mounts on one point the later one hides the other.
    if (`${path}/`.startsWith(folder) && folder.length >= best.length) {
      best = { length: folder.length, type };
    }
  }
  return best.length < 0 ? undefined : best.type;
}
