import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

/** Below this the page's panes do not fit. */
export const minimum = { width: 720, height: 480 } as const;
const usual = { width: 1280, height: 800 } as const;

const windowState = z.strictObject({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(minimum.width).max(20_000),
  height: z.int().min(minimum.height).max(20_000),
  maximized: z.boolean(),
});
/** Where the window was left, in the system's points. */
export type WindowState = z.infer<typeof windowState>;

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What was saved last; the usual size where that is nothing sensible. */
export function readWindowState(file: string): WindowState {
  try {
    return windowState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { ...usual, maximized: false };
  }
}

/** Saves in one step; where it cannot be saved, the next start has the usual size. */
export function saveWindowState(file: string, state: WindowState): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch {
    // A full disk, say.
  }
}

/** Visible part of its width or height that a person can still take a window by. */
const grip = 100;

/**
 * Makes the state fit the displays that are there now (`areas`: their parts without task bars). A
 * window of a display that has gone is placed by the system; one too large is made smaller.
 */
export function fitToDisplays(state: WindowState, areas: readonly Rectangle[]): WindowState {
  const { x, y, width, height, maximized } = state;
  const area =
    x === undefined || y === undefined
      ? undefined
      : areas.find(
          (each) =>
            overlap(x, width, each.x, each.width) >= grip &&
            y >= each.y - 1 &&
            y <= each.y + each.height - grip,
        );
  const room = area ?? areas[0];
  const size = {
    width: Math.max(minimum.width, Math.min(width, room?.width ?? width)),
    height: Math.max(minimum.height, Math.min(height, room?.height ?? height)),
    maximized,
  };
  return area === undefined || x === undefined || y === undefined ? size : { x, y, ...size };
}

function overlap(start: number, length: number, otherStart: number, otherLength: number): number {
  return Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart);
}
