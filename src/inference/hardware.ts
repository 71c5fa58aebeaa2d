import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import { promisify } from 'node:util';
import type { Llama } from 'node-llama-cpp';
import type { Hardware } from '../contract/system.ts';

/**
 * Physical cores in the text of Linux's /proc/cpuinfo: distinct pairs of package and core, or 0
 * where the kernel does not list them (most ARM machines, some virtual ones).
 */
export function coresInCpuinfo(cpuinfo: string): number {
  const cores = new Set<string>();
  for (const processor of cpuinfo.split(/\n\s*\n/)) {
    const core = /^core id\s*:\s*(\d+)/m.exec(processor)?.[1];
    if (core === undefined) continue;
    cores.add(`${/^physical id\s*:\s*(\d+)/m.exec(processor)?.[1] ?? '0'}/${core}`);
  }
  return cores.size;
}

/**
 * Physical cores this process may use. More threads than that make llama.cpp's workers wait for one
 * another on a busy core: 4 threads on 2 cores were measured 14 times slower than 2. Bounded by the
 * processors the system lets us have (affinity, container quotas).
 */
export async function physicalCores(): Promise<number> {
  const usable = os.availableParallelism();
  return Math.max(1, Math.min(usable, (await countCores()) || usable));
}

async function countCores(): Promise<number> {
  try {
    if (process.platform === 'linux') return coresInCpuinfo(readFileSync('/proc/cpuinfo', 'utf8'));
    // Efficiency cores slow every step down to their own pace, so only the fast ones count.
    if (process.platform === 'darwin') {
      const { stdout } = await promisify(execFile)('/usr/sbin/sysctl', [
        '-n',
        'hw.perflevel0.physicalcpu',
      ]);
      return Number.parseInt(stdout, 10) || 0;
    }
  } catch {
    return 0;
  }
  // Windows tells logical processors only; two threads a core is the rule on x64.
  return process.arch === 'x64' ? Math.ceil(os.cpus().length / 2) : 0;
}

/**
 * Whether a graphics processor could be there, told without loading the model library (which takes
 * over a second): by its device nodes on Linux, always on a Mac with Apple silicon and on Windows.
 */
export function gpuPossible(): boolean {
  if (process.platform !== 'linux') return true;
  return ['/dev/nvidiactl', '/dev/dri', '/dev/kfd', '/dev/dxg'].some((node) => existsSync(node));
}

/** What this machine has. `llama` is null where no graphics processor is to be used. */
export async function inspectHardware(llama: Llama | null): Promise<Hardware> {
  const names = llama === null || llama.gpu === false ? [] : await llama.getGpuDeviceNames();
  const { total } =
    llama === null || names.length === 0 ? { total: 0 } : await llama.getVramState();
  return {
    platform: process.platform,
    arch: process.arch,
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    physicalCores: await physicalCores(),
    memoryBytes: os.totalmem(),
    freeMemoryBytes: os.freemem(),
    // The library reports memory for all devices together; equal shares are its best reading.
    gpus: names.map((name) => ({ name, memoryBytes: Math.round(total / names.length) })),
    backend: llama === null || llama.gpu === false ? 'cpu' : llama.gpu,
  };
}
