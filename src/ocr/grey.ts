/** A picture as one byte a pixel, row by row, 0 black to 255 white. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Clockwise turns by which a picture is set upright. */
export type QuarterTurns = 0 | 1 | 2 | 3;

/** A picture turned clockwise by quarters. */
export function turned(picture: Grey, quarters: QuarterTurns): Grey {
  if (quarters === 0) return picture;
  const { width, height, data } = picture;
  const turnedData = new Uint8Array(data.length);
  const [newWidth, newHeight] = quarters === 2 ? [width, height] : [height, width];
  // Where the first pixel goes, and how far a step to the right and down leads.
  const { start, right, down } = {
    1: { start: height - 1, right: height, down: -1 },
    2: { start: width * height - 1, right: -1, down: -width },
    3: { start: (width - 1) * height, right: -height, down: 1 },
  }[quarters];
  for (let y = 0; y < height; y += 1) {
    let to = start + y * down;
    for (let from = y * width; from < (y + 1) * width; from += 1, to += right) {
      turnedData[to] = data[from] ?? 255;
    }
  }
  return { width: newWidth, height: newHeight, data: turnedData };
}

/**
 * A picture turned clockwise by a small angle (radians) about its middle, white where nothing was,
 * by bilinear interpolation; as large as it was.
 */
export function rotated(picture: Grey, angle: number): Grey {
  const { width, height, data } = picture;
  const result = new Uint8Array(data.length).fill(255);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const fromX = cos * (x - cx) + sin * (y - cy) + cx;
      const fromY = -sin * (x - cx) + cos * (y - cy) + cy;
      const left = Math.floor(fromX);
      const top = Math.floor(fromY);
      if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) continue;
      const at = top * width + left;
      const [rx, ry] = [fromX - left, fromY - top];
      const upper = (data[at] ?? 0) * (1 - rx) + (data[at + 1] ?? 0) * rx;
      const lower = (data[at + width] ?? 0) * (1 - rx) + (data[at + width + 1] ?? 0) * rx;
      result[y * width + x] = upper * (1 - ry) + lower * ry;
    }
  }
  return { width, height, data: result };
}

/** A picture made smaller by a factor below 1, each pixel the mean of those it stands for. */
export function scaled(picture: Grey, factor: number): Grey {
  const width = Math.max(1, Math.floor(picture.width * factor));
  const height = Math.max(1, Math.floor(picture.height * factor));
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const [top, bottom] = [
      Math.floor(y / factor),
      Math.max(Math.floor(y / factor) + 1, Math.floor((y + 1) / factor)),
    ];
    for (let x = 0; x < width; x += 1) {
      const [left, right] = [
        Math.floor(x / factor),
        Math.max(Math.floor(x / factor) + 1, Math.floor((x + 1) / factor)),
      ];
      let sum = 0;
      let count = 0;
      for (let row = top; row < Math.min(bottom, picture.height); row += 1) {
        for (let column = left; column < Math.min(right, picture.width); column += 1, count += 1) {
          sum += picture.data[row * picture.width + column] ?? 255;
        }
      }
      data[y * width + x] = count === 0 ? 255 : sum / count;
    }
  }
  return { width, height, data };
}

/** Brightness that parts ink from paper best (N. Otsu, 1979). */
export function threshold({ data }: Grey): number {
  const histogram = new Float64Array(256);
  for (const value of data) histogram[value] = (histogram[value] ?? 0) + 1;
  let sum = 0;
  histogram.forEach((count, value) => {
    sum += count * value;
  });
  let best = 0;
  let result = 127;
  let below = 0;
  let belowSum = 0;
  for (let value = 0; value < 255; value += 1) {
    below += histogram[value] ?? 0;
    belowSum += value * (histogram[value] ?? 0);
    const above = data.length - below;
    if (below === 0 || above === 0) continue;
    const apart = belowSum / below - (sum - belowSum) / above;
    const variance = below * above * apart * apart;
    if (variance > best) {
      best = variance;
      result = value;
    }
  }
  return result;
}

/** As a PGM file (`P5`), which Leptonica reads without any work. */
export function toPgm({ width, height, data }: Grey): Uint8Array {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), data]);
}
