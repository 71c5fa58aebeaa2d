import { open } from 'node:fs/promises';
import { Unzip, UnzipInflate } from 'fflate';

const CHUNK = 64 << 10;
/** A real wheel has a few dozen members. */
const MAX_MEMBERS = 10_000;

/**
 * Writes one member of a zip file to `target`, reading the archive once in small blocks. The
 * archive is not trusted: exactly `bytes` are taken, one more is an error, other members are
 * passed over without being expanded, and no name in it becomes a path.
 * @throws Error in words where the member is missing, longer or shorter.
 */
export async function extractMember(
  archive: string,
  member: string,
  bytes: number,
  target: string,
  onBytes: (done: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const waiting: Uint8Array[] = [];
  let problem: Error | undefined;
  let found = false;
  let complete = false;
  let done = 0;
  let members = 0;
  const unzip = new Unzip((file) => {
    members += 1;
    if (members > MAX_MEMBERS) problem ??= new Error('the package has too many files');
    if (file.name !== member || found) return;
    found = true;
    file.ondata = (error, data, final) => {
      if (error !== null) problem ??= new Error('the package is damaged', { cause: error });
      else if ((done += data.length) > bytes) problem ??= new Error(`${member} is too long`);
      else waiting.push(data);
      complete ||= final;
    };
    file.start();
  });
  unzip.register(UnzipInflate);

  const input = await open(archive, 'r');
  try {
    const output = await open(target, 'w');
    try {
      const block = Buffer.alloc(CHUNK);
      for (;;) {
        signal.throwIfAborted();
        const { bytesRead } = await input.read(block, 0, CHUNK);
        try {
          // A copy, because what is not compressed is handed on without one.
          unzip.push(Uint8Array.from(block.subarray(0, bytesRead)), bytesRead === 0);
        } catch (cause) {
          problem ??= new Error('the package is damaged', { cause });
        }
        if (problem !== undefined) throw problem;
        for (const data of waiting.splice(0)) await output.writeFile(data);
        onBytes(done);
        if (complete || bytesRead === 0) break;
      }
    } finally {
      await output.close();
    }
  } finally {
    await input.close();
  }
  if (!found) throw new Error(`the package has no ${member}`);
  if (done !== bytes) throw new Error(`${member} has ${done} bytes instead of ${bytes}`);
}
