import { readdirSync } from 'node:fs';
import type { SandboxPolicy } from './policy.ts';

/** Rights of linux/landlock.h. */
export const right = {
  execute: 1 << 0,
  writeFile: 1 << 1,
  readFile: 1 << 2,
  readFolder: 1 << 3,
  removeFolder: 1 << 4,
  removeFile: 1 << 5,
  makeCharDevice: 1 << 6,
  makeFolder: 1 << 7,
  makeFile: 1 << 8,
  makeSocket: 1 << 9,
  makePipe: 1 << 10,
  makeBlockDevice: 1 << 11,
  makeLink: 1 << 12,
  refer: 1 << 13,
  truncate: 1 << 14,
  controlDevice: 1 << 15,
} as const;

const reading = right.readFile | right.readFolder;
const allRights = Object.values(right).reduce((all, one) => all | one, 0);
const writing = allRights & ~(reading | right.execute);
/** In the data folder: everything but devices, sockets and pipes, which nothing there needs. */
const writingData =
  writing &
  ~(right.makeCharDevice | right.makeBlockDevice | right.makeSocket | right.makePipe) &
  ~right.controlDevice;
const usingDevice = right.writeFile | right.readFile | right.truncate;

/** A path and what may be done below it; a path that is missing is an error unless `optional`. */
export interface PathRule {
  readonly path: string;
  readonly access: number;
  readonly optional: boolean;
}

/** What Landlock is to enforce: rights that are handled are refused but where a rule gives them. */
export interface LandlockRules {
  readonly handled: number;
  readonly rules: readonly PathRule[];
}

/** The graphics devices there are: DRM nodes, NVIDIA's and AMD's. */
function graphicsDevices(): string[] {
  try {
    return readdirSync('/dev')
      .filter((name) => /^(dri|kfd|nvidia.*)$/.test(name))
      .map((name) => `/dev/${name}`);
  } catch {
    return [];
  }
}

/** Landlock's rules for a policy; `runnable` are the programs a policy with a reading list may start. */
export function landlockRules(policy: SandboxPolicy, runnable: readonly string[]): LandlockRules {
  const rules: PathRule[] = [{ path: '/dev/null', access: usingDevice, optional: true }];
  for (const path of policy.writable) {
    rules.push({ path, access: writingData | reading, optional: false });
  }
  if (policy.devices === 'gpu') {
    const access = usingDevice | right.readFolder | right.controlDevice;
    for (const path of graphicsDevices()) rules.push({ path, access, optional: true });
  }
  if (policy.readable === 'all') return { handled: writing, rules };
  for (const path of policy.readable) rules.push({ path, access: reading, optional: true });
  for (const path of runnable) {
    rules.push({ path, access: right.readFile | right.execute, optional: true });
  }
  return { handled: allRights, rules };
}
