import type { Result } from '../contract/result.ts';

/** Bytes of a file in one message. */
export const MESSAGE_BYTES = 512 * 1024;

/** Sends a file to a child process in parts; what the first part that fails gave, or undefined. */
export async function sendBytes(
  bytes: Uint8Array,
  append: (data: Uint8Array<ArrayBuffer>) => Promise<Result<unknown>>,
  onProgress: () => void,
): Promise<Extract<Result<unknown>, { ok: false }> | undefined> {
  for (let start = 0; start < bytes.length; start += MESSAGE_BYTES) {
    const appended = await append(Uint8Array.from(bytes.subarray(start, start + MESSAGE_BYTES)));
    if (!appended.ok) return appended;
    onProgress();
  }
  return undefined;
}
