import type { Stats } from 'node:fs';
import { CarrelFailure } from '../contract/errors.ts';

/** Smaller files may lie within their folder's entry, on ext4 and btrfs for instance. */
const SMALLEST_BYTES = process.platform === 'linux' ? 64 * 1024 : 4096;

/**
 * Whether a file is only a placeholder, whose bytes a cloud drive would fetch once they are read: it has
 * a size and takes no room. Node tells neither Windows' recall attributes nor macOS's dataless flag; the
 * room that is taken shows the same on every system.
 */
export function isPlaceholder({ size, blocks }: Pick<Stats, 'size' | 'blocks'>): boolean {
  return size >= SMALLEST_BYTES && blocks === 0;
}

/** Why a placeholder is passed over. */
export const onlineOnly = new CarrelFailure(
  'online-only',
  'This file is only a placeholder of a cloud drive and was not pulled in. Make it available offline, then look through its folder again.',
).toData();
