import { type Grey, threshold } from './grey.ts';

/** How the lines of text lie on a picture. */
export interface Skew {
  /** Lines run up or down rather than across. */
  readonly sideways: boolean;
  /** Radians that the lines fall to the right (clockwise), once they run across. */
  readonly skew: number;
}

/** Largest skew looked for, radians; a sheet on glass is rarely off by more. */
const MAX_SKEW = (12 * Math.PI) / 180;
const COARSE = (0.5 * Math.PI) / 180;
const FINE = (0.05 * Math.PI) / 180;
/** The longer side is reduced to about this many pixels: lines of text are still apart. */
const REDUCED = 1200;
/** Fewer points than this tell nothing. */
const MIN_POINTS = 200;
/** Lines run up or down where this is as much sharper than across. */
const CLEARLY = 1.3;

interface Points {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly width: number;
  readonly height: number;
}

/**
 * How lines of text lie, from projection profiles: of all directions, across text the sum of
 * squared differences between neighbouring rows is largest along its lines (W. Postl, "Detection
 * of linear oblique structures and skew scan in digitized documents", 1986).
 */
export function estimateSkew(picture: Grey): Skew {
  const across = edgePoints(picture);
  if (across.x.length < MIN_POINTS) return { sideways: false, skew: 0 };
  const upright = bestAngle(across);
  const side = bestAngle(onTheirSide(across));
  return side.sharpness > CLEARLY * upright.sharpness
    ? { sideways: true, skew: side.angle }
    : { sideways: false, skew: upright.angle };
}

/** Points of ink above paper: the lower edges of letters, most of which stand on the baseline. */
function edgePoints(picture: Grey): Points {
  const step = Math.max(1, Math.round(Math.max(picture.width, picture.height) / REDUCED));
  const width = Math.floor(picture.width / step);
  const height = Math.floor(picture.height / step);
  const limit = threshold(picture);
  const ink = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      // The darkest of a square keeps thin strokes.
      let darkest = 255;
      for (let dy = 0; dy < step; dy += 1) {
        const row = (y * step + dy) * picture.width + x * step;
        for (let dx = 0; dx < step; dx += 1)
          darkest = Math.min(darkest, picture.data[row + dx] ?? 255);
      }
      ink[y * width + x] = darkest <= limit ? 1 : 0;
    }
  }
  const xs: number[] = [];
  const ys: number[] = [];
  for (let y = 0; y + 1 < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const here = ink[y * width + x] === 1;
      const edge = here && ink[(y + 1) * width + x] === 0;
      const side = here && (ink[y * width + x + 1] === 0 || ink[y * width + x - 1] === 0);
      if (!edge && !side) continue;
      xs.push(x);
      ys.push(y);
    }
  }
  return { x: Float32Array.from(xs), y: Float32Array.from(ys), width, height };
}

/** The points of the picture turned clockwise by a quarter. */
function onTheirSide({ x, y, width, height }: Points): Points {
  return { x: y.map((value) => height - 1 - value), y: x, width: height, height: width };
}

function bestAngle(points: Points): { angle: number; sharpness: number } {
  let best = { angle: 0, sharpness: sharpness(points, 0) };
  const search = (from: number, to: number, step: number): void => {
    for (let angle = from; angle <= to + step / 2; angle += step) {
      const value = sharpness(points, angle);
      if (value > best.sharpness) best = { angle, sharpness: value };
    }
  };
  search(-MAX_SKEW, MAX_SKEW, COARSE);
  search(best.angle - COARSE, best.angle + COARSE, FINE);
  return best;
}

function sharpness({ x, y, width, height }: Points, angle: number): number {
  const slope = Math.tan(angle);
  const margin = Math.ceil(Math.abs(slope) * width) + 1;
  const profile = new Float64Array(height + 2 * margin);
  for (let index = 0; index < x.length; index += 1) {
    const row = Math.round((y[index] ?? 0) - slope * (x[index] ?? 0)) + margin;
    profile[row] = (profile[row] ?? 0) + 1;
  }
  let sum = 0;
  for (let row = 1; row < profile.length; row += 1) {
    const difference = (profile[row] ?? 0) - (profile[row - 1] ?? 0);
    sum += difference * difference;
  }
  return sum;
}
