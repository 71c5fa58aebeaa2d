/** A rectangle in percent of the page as shown. */
export interface PercentBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Width and height of a page in points, unrotated. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** Clockwise degrees brought to 0, 90, 180 or 270. */
function quarterTurn(degrees: number): 0 | 90 | 180 | 270 {
  const turns = (((Math.round(degrees / 90) % 4) + 4) % 4) * 90;
  return turns === 90 ? 90 : turns === 180 ? 180 : turns === 270 ? 270 : 0;
}

/** The size of a page as shown when it is turned clockwise. */
export function turnedSize({ width, height }: PageSize, rotation: number): PageSize {
  return quarterTurn(rotation) % 180 === 0 ? { width, height } : { width: height, height: width };
}

/**
 * A box in unrotated points from the crop box's top left, as a rectangle on the page turned
 * clockwise by `rotation` degrees. In percent, so that zooming needs no new numbers.
 */
export function placeBox(box: PercentBox, page: PageSize, rotation: number): PercentBox {
  const left = (box.left / page.width) * 100;
  const top = (box.top / page.height) * 100;
  const width = (box.width / page.width) * 100;
  const height = (box.height / page.height) * 100;
  switch (quarterTurn(rotation)) {
    case 0:
      return { left, top, width, height };
    case 90:
      return { left: 100 - top - height, top: left, width: height, height: width };
    case 180:
      return { left: 100 - left - width, top: 100 - top - height, width, height };
    case 270:
      return { left: top, top: 100 - left - width, width: height, height: width };
  }
}
