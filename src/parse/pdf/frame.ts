import type { Box } from '../page-builder.ts';
import type { PlacedGlyph } from './content.ts';

/** Counter-clockwise degrees that text runs in on the unrotated page: 0 is left to right. */
export type Direction = 0 | 90 | 180 | 270;

/** The crop box in PDF user space. */
export interface CropBox {
  readonly left: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A box as someone sees it who turns the page until the text is upright: `left` and `right` along
 * the line, `top` and `bottom` down the lines.
 */
export interface UprightBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The nearest of the four directions. */
export function directionOf(glyph: PlacedGlyph): Direction {
  const dx = glyph.endX - glyph.x;
  const dy = glyph.endY - glyph.y;
  if (Math.abs(dx) >= Math.abs(dy)) return dx >= 0 ? 0 : 180;
  return dy > 0 ? 90 : 270;
}

/** A point of PDF user space in the upright frame of a direction: `[along, down]`. */
export function toUpright(
  crop: CropBox,
  direction: Direction,
  x: number,
  y: number,
): readonly [number, number] {
  const right = x - crop.left;
  const down = crop.bottom + crop.height - y;
  switch (direction) {
    case 0:
      return [right, down];
    case 90:
      return [crop.height - down, right];
    case 180:
      return [crop.width - right, crop.height - down];
    default:
      return [down, crop.width - right];
  }
}

/** The way back: an upright box as a box from the unrotated crop box's top left. */
export function toPage(crop: CropBox, direction: Direction, box: UprightBox): Box {
  const along = box.right - box.left;
  const across = box.bottom - box.top;
  switch (direction) {
    case 0:
      return { left: box.left, top: box.top, width: along, height: across };
    case 90:
      return { left: box.top, top: crop.height - box.right, width: across, height: along };
    case 180:
      return {
        left: crop.width - box.right,
        top: crop.height - box.bottom,
        width: along,
        height: across,
      };
    default:
      return { left: crop.width - box.bottom, top: box.left, width: across, height: along };
  }
}

/** Height of the page in the upright frame of a direction. */
export function uprightHeight(crop: CropBox, direction: Direction): number {
  return direction === 0 || direction === 180 ? crop.height : crop.width;
}

/** Width of the page in the upright frame of a direction. */
export function uprightWidth(crop: CropBox, direction: Direction): number {
  return direction === 0 || direction === 180 ? crop.width : crop.height;
}
