import type { DrawnPage } from '../../src/ocr/draw.ts';
import { type Grey, type QuarterTurns, rotated, scaled, turned } from '../../src/ocr/grey.ts';

/** How badly a sheet is scanned. */
export interface Degradation {
  /** Pixels an inch; at most what the sheet was drawn at. */
  readonly dpi: number;
  /** QuarterTurns by which the sheet lay turned in the scanner, clockwise. */
  readonly quarters: QuarterTurns;
  /** Degrees by which it lay askew, clockwise. */
  readonly skew: number;
  /** Share of pixels that are specks, half of them black. */
  readonly specks: number;
  /** Most by which a pixel is lighter or darker than it should be, of 255. */
  readonly grain: number;
}

/** A degraded sheet. */
export interface Scanned {
  readonly picture: Grey;
  readonly pointsWide: number;
  readonly pointsHigh: number;
  /** Where a point of the upright sheet came to lie, in points from the top left. */
  readonly toScan: (x: number, y: number) => readonly [x: number, y: number];
}

/** Scans a sheet as told; the same noise each time. */
export function degrade(sheet: DrawnPage, degradation: Degradation): Scanned {
  const { dpi, quarters, skew } = degradation;
  const angle = (skew * Math.PI) / 180;
  const askew = skew === 0 ? sheet : rotated(sheet, angle);
  const small = dpi < sheet.dpi ? scaled(askew, dpi / sheet.dpi) : askew;
  const picture = noisy(turned(small, quarters), degradation);
  const [wide, high] = [sheet.pointsWide, sheet.pointsHigh];
  const toScan = (x: number, y: number): readonly [number, number] => {
    const [dx, dy] = [x - wide / 2, y - high / 2];
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const sx = cos * dx - sin * dy + wide / 2;
    const sy = sin * dx + cos * dy + high / 2;
    switch (quarters) {
      case 1:
        return [high - sy, sx];
      case 2:
        return [wide - sx, high - sy];
      case 3:
        return [sy, wide - sx];
      default:
        return [sx, sy];
    }
  };
  const [pointsWide, pointsHigh] = quarters % 2 === 0 ? [wide, high] : [high, wide];
  return { picture, pointsWide, pointsHigh, toScan };
}

function noisy({ width, height, data }: Grey, { specks, grain }: Degradation): Grey {
  const noise = generator();
  const result = data.map((value) => {
    const kind = noise();
    if (kind < specks / 2) return 0;
    if (kind < specks) return 255;
    return Math.max(0, Math.min(255, value + (noise() * 2 - 1) * grain));
  });
  return { width, height, data: result };
}

/** Numbers from 0 to 1, the same each time (mulberry32, T. Ettinger, 2017). */
function generator(): () => number {
  let state = 20_261_126;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What scanners of offices do to sheets, from little to much. */
export const degradations: readonly Degradation[] = [
  { dpi: 300, quarters: 0, skew: 0, specks: 0, grain: 24 },
  { dpi: 150, quarters: 0, skew: 0, specks: 0.0005, grain: 24 },
  { dpi: 200, quarters: 1, skew: 0, specks: 0.001, grain: 32 },
  { dpi: 200, quarters: 0, skew: 1.6, specks: 0.001, grain: 32 },
  { dpi: 300, quarters: 2, skew: -0.9, specks: 0.001, grain: 48 },
  { dpi: 150, quarters: 3, skew: 1.1, specks: 0.001, grain: 40 },
];
