import { readdirSync, readFileSync } from 'node:fs';

/** Resident memory of a process and all below it, in bytes. Linux only. */
export interface TreeMemory {
  /** Sum of resident set sizes; pages shared between processes count in each. */
  readonly rss: number;
  /** Sum of proportional set sizes; shared pages count once in all. */
  readonly pss: number;
}

function parents(): Map<number, number> {
  const map = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/u.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // The name in parentheses may hold spaces; the parent is the second field after it.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      map.set(Number(name), Number(fields[1]));
    } catch {
      // It ended meanwhile.
    }
  }
  return map;
}

/** The processes started by `root`, directly or not, without itself. */
export function descendants(root: number): number[] {
  const map = parents();
  const below = (pid: number): boolean => {
    const parent = map.get(pid);
    return parent !== undefined && (parent === root || below(parent));
  };
  return [...map.keys()].filter(below);
}

/** Memory of the processes below `root` at this moment. */
export function treeMemory(root: number): TreeMemory {
  let rss = 0;
  let pss = 0;
  for (const pid of descendants(root)) {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      rss += 1024 * Number(/^Rss:\s+(\d+)/mu.exec(rollup)?.[1] ?? 0);
      pss += 1024 * Number(/^Pss:\s+(\d+)/mu.exec(rollup)?.[1] ?? 0);
    } catch {
      // It ended meanwhile.
    }
  }
  return { rss, pss };
}
