import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fitToDisplays, readWindowState, saveWindowState } from '../../electron/window-state.ts';

const folder = mkdtempSync(join(tmpdir(), 'carrel-window-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const screen = { x: 0, y: 0, width: 1920, height: 1040 };

describe('the window', () => {
  test('comes back where it was', () => {
    const file = join(folder, 'desktop', 'window.json');
    const state = { x: 10, y: 20, width: 1000, height: 700, maximized: true };
    saveWindowState(file, state);
    expect(readWindowState(file)).toEqual(state);
  });

  test.each(['', '{}', '{"width":1e9,"height":700,"maximized":false}', '[]'])(
    'has the usual size after %s',
    (text) => {
      const file = join(folder, 'damaged.json');
      writeFileSync(file, text);
      expect(readWindowState(file)).toEqual({ width: 1280, height: 800, maximized: false });
    },
  );

  test('is placed by the system where its display has gone', () => {
    const state = { x: 3000, y: 100, width: 1000, height: 700, maximized: false };
    expect(fitToDisplays(state, [screen])).toEqual({ width: 1000, height: 700, maximized: false });
    expect(fitToDisplays({ ...state, x: 100 }, [screen])).toMatchObject({ x: 100, y: 100 });
  });

  test('fits a smaller display', () => {
    const state = { x: 0, y: 0, width: 3800, height: 2000, maximized: false };
    expect(fitToDisplays(state, [screen])).toMatchObject({ width: 1920, height: 1040 });
  });
});
