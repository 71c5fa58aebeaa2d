/** What a PDF must know of a JPEG picture to show it. */
export interface JpegFacts {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** Pixels an inch as the file states it, or undefined. */
  readonly dpi: number | undefined;
  /** Clockwise degrees that set it upright, as the camera noted them. */
  readonly rotation: 0 | 90 | 180 | 270;
}

const CENTIMETRES_AN_INCH = 2.54;
/** Orientation tag of Exif to clockwise degrees; mirrored ones are not turned. */
const rotations: Readonly<Record<number, JpegFacts['rotation']>> = { 3: 180, 6: 90, 8: 270 };

/** Reads the segments before the picture's data (ITU-T T.81, annex B); undefined where there are none. */
export function jpegFacts(bytes: Uint8Array): JpegFacts | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let dpi: number | undefined;
  let rotation: JpegFacts['rotation'] = 0;
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    const body = at + 4;
    if (body + length - 2 > bytes.length) return undefined;
    const name = Buffer.from(bytes.subarray(body, body + 6)).toString('latin1');
    if (marker === 0xe0 && name.startsWith('JFIF\0') && length >= 14) {
      const unit = view.getUint8(body + 7);
      const density = view.getUint16(body + 8);
      if (unit === 1) dpi = density;
      else if (unit === 2) dpi = density * CENTIMETRES_AN_INCH;
    } else if (marker === 0xe1 && name === 'Exif\0\0') {
      rotation = rotations[exifOrientation(bytes.subarray(body + 6, at + 2 + length))] ?? 0;
    } else if (isFrame(marker) && length >= 8) {
      return {
        height: view.getUint16(body + 1),
        width: view.getUint16(body + 3),
        components: view.getUint8(body + 5),
        dpi,
        rotation,
      };
    }
    at += 2 + length;
  }
  return undefined;
}

/** Start of frame of the ways of coding that PDF readers know: baseline, extended, progressive. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xc2;
}

/** The orientation in the first directory of Exif data, a TIFF file within; 1 where there is none. */
function exifOrientation(tiff: Uint8Array): number {
  if (tiff.length < 14) return 1;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const little = tiff[0] === 0x49;
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return 1;
  const entries = view.getUint16(directory, little);
  for (let index = 0; index < entries; index += 1) {
    const at = directory + 2 + index * 12;
    if (at + 12 > tiff.length) break;
    if (view.getUint16(at, little) === 0x0112) return view.getUint16(at + 8, little);
  }
  return 1;
}
