import { latin } from '../detect-binary.ts';

/** Whether bytes begin a tar archive (POSIX `ustar`, GNU too). */
export function isTar(head: Uint8Array): boolean {
  return latin(head.subarray(257, 262)) === 'ustar';
}
