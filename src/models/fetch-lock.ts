import { open, readFile, rm } from 'node:fs/promises';
import { CarrelFailure } from '../contract/errors.ts';
import { isAlive, systemCodeOf } from '../process/system-error.ts';

async function isStale(path: string): Promise<boolean> {
  try {
    const pid = Number(await readFile(path, 'utf8'));
    // An empty file is a lock being taken right now.
    return Number.isInteger(pid) && pid > 0 && pid !== process.pid && !isAlive(pid);
  } catch {
    return true;
  }
}

/**
 * Runs `work` while holding a lock file, so that two fetches never write one partial file. A lock
 * left by a process that died is taken over.
 * @throws CarrelFailure `busy` while another process holds it.
 */
export async function withFetchLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      const handle = await open(path, 'wx');
      await handle.writeFile(String(process.pid));
      await handle.close();
      break;
    } catch (cause) {
      if (systemCodeOf(cause) !== 'EEXIST') throw cause;
      if (attempt > 0 || !(await isStale(path))) {
        throw new CarrelFailure(
          'busy',
          `This model is being fetched by another process already. Wait for it to end, or delete ${path} if there is none.`,
        );
      }
      await rm(path, { force: true });
    }
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}
