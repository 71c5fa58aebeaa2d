import { deflateSync, inflateSync } from 'node:zlib';

/** A PNG picture's data as they lie in the file (PNG, third edition, section 11). */
export interface PngParts {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  /** Components of one pixel; a palette counts as one. */
  readonly components: 1 | 2 | 3 | 4;
  /** Red, green, blue of each entry, or undefined. */
  readonly palette: Uint8Array | undefined;
  readonly interlaced: boolean;
  /** Deflated rows, each behind the number of its filter. */
  readonly data: Uint8Array;
  /** Pixels an inch as the file states it, or undefined. */
  readonly dpi: number | undefined;
}

const componentsOf: Readonly<Record<number, PngParts['components']>> = {
  0: 1,
  2: 3,
  3: 1,
  4: 2,
  6: 4,
};
const METRES_AN_INCH = 0.0254;

/** Takes a PNG file apart; undefined where it breaks its own rules. */
export function pngParts(bytes: Uint8Array): PngParts | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let header: Omit<PngParts, 'palette' | 'data' | 'dpi'> | undefined;
  let palette: Uint8Array | undefined;
  let dpi: number | undefined;
  const data: Uint8Array[] = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const body = at + 8;
    if (body + length > bytes.length) break;
    const type = Buffer.from(bytes.subarray(at + 4, body)).toString('latin1');
    if (type === 'IHDR' && length >= 13) {
      const components = componentsOf[view.getUint8(body + 9)];
      if (components === undefined) return undefined;
      header = {
        width: view.getUint32(body),
        height: view.getUint32(body + 4),
        bits: view.getUint8(body + 8),
        components,
        interlaced: view.getUint8(body + 12) !== 0,
      };
    } else if (type === 'PLTE') palette = bytes.subarray(body, body + length);
    else if (type === 'pHYs' && length >= 9 && view.getUint8(body + 8) === 1) {
      dpi = view.getUint32(body) * METRES_AN_INCH;
    } else if (type === 'IDAT') data.push(bytes.subarray(body, body + length));
    else if (type === 'IEND') break;
    at = body + length + 4;
  }
  if (header === undefined || data.length === 0) return undefined;
  return { ...header, palette, dpi, data: Buffer.concat(data) };
}

/**
 * The same picture without its transparency, which white shows through; undefined where it is not
 * of 8 bits, or its data are damaged.
 */
export function opaque(parts: PngParts): PngParts | undefined {
  const { width, height, components } = parts;
  if (parts.bits !== 8 || parts.interlaced || (components !== 2 && components !== 4))
    return undefined;
  const stride = width * components;
  const rows = inflated(parts.data, (stride + 1) * height);
  if (rows === undefined) return undefined;
  const kept = components === 2 ? 1 : 3;
  const plain = Buffer.alloc((width * kept + 1) * height);
  let before = new Uint8Array(stride);
  for (let y = 0; y < height; y += 1) {
    const from = y * (stride + 1);
    const row = unfiltered(
      rows[from] ?? 0,
      rows.subarray(from + 1, from + 1 + stride),
      before,
      components,
    );
    let to = y * (width * kept + 1) + 1;
    for (let x = 0; x < stride; x += components) {
      const alpha = (row[x + kept] ?? 255) / 255;
      for (let component = 0; component < kept; component += 1, to += 1) {
        plain[to] = (row[x + component] ?? 255) * alpha + 255 * (1 - alpha);
      }
    }
    before = row;
  }
  return { ...parts, components: kept, data: deflateSync(plain, { level: 1 }) };
}

function inflated(data: Uint8Array, bytes: number): Uint8Array | undefined {
  try {
    const rows = inflateSync(data, { maxOutputLength: bytes });
    return rows.length === bytes ? rows : undefined;
  } catch {
    return undefined;
  }
}

/** A row as it was before it was filtered (section 9). */
function unfiltered(
  filter: number,
  row: Uint8Array,
  before: Uint8Array,
  pixel: number,
): Uint8Array<ArrayBuffer> {
  const result = Uint8Array.from(row);
  for (let index = 0; index < result.length; index += 1) {
    const left = index < pixel ? 0 : (result[index - pixel] ?? 0);
    const above = before[index] ?? 0;
    const corner = index < pixel ? 0 : (before[index - pixel] ?? 0);
    result[index] = (result[index] ?? 0) + predicted(filter, left, above, corner);
  }
  return result;
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4: {
      const estimate = left + above - corner;
      const toLeft = Math.abs(estimate - left);
      const toAbove = Math.abs(estimate - above);
      const toCorner = Math.abs(estimate - corner);
      if (toLeft <= toAbove && toLeft <= toCorner) return left;
      return toAbove <= toCorner ? above : corner;
    }
    default:
      return 0;
  }
}
