import { z } from 'zod';
import type { OcrLanguage } from '../contract/ocr.ts';
import { languageData, loadCore, tesseractCode, type TessApi, type TessCore } from './core.ts';
import { type Grey, toPgm } from './grey.ts';

/** One word as recognised, in pixels from the picture's top left. */
export interface RecognisedWord {
  readonly text: string;
  /** Percent. */
  readonly confidence: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Words that share a baseline. */
export interface RecognisedLine {
  readonly words: readonly RecognisedWord[];
  /** Which column or other area of the page it stands in, in reading order. */
  readonly area: number;
  /** Of the middle of the line. */
  readonly baseline: number;
  /** From the line's highest ascender to its lowest descender, as the font would have them. */
  readonly height: number;
}

const bbox = z.object({ x0: z.number(), y0: z.number(), x1: z.number(), y1: z.number() });
const result = z.object({
  blocks: z
    .array(
      z.object({
        paragraphs: z.array(
          z.object({
            lines: z.array(
              z.object({
                bbox,
                baseline: bbox,
                rowAttributes: z.object({ rowHeight: z.number(), descenders: z.number() }),
                words: z.array(z.object({ bbox, text: z.string(), confidence: z.number() })),
              }),
            ),
          }),
        ),
      }),
    )
    .nullish(),
});

/** The neural recogniser alone (`OEM_LSTM_ONLY`); the older one has no data here. */
const NEURAL = 1;
/** Page segmentation: found by itself; scattered words. */
const AUTOMATIC = 3;
const SPARSE = 11;
/** Where a picture is written, whatever name is given. */
const WRITTEN = '/image.png';

/** Part of a line's height that an accent on a capital may rise above its ascenders. */
const ACCENT = 0.08;

/**
 * Between what heights the letters of a line stand: a word's box takes in specks of the paper above
 * and below it.
 */
function extentOf(baseline: number, height: number, descenders: number): [number, number] {
  const spare = ACCENT * height;
  return [baseline - (height - descenders) - spare, baseline + descenders + spare];
}

/** Tesseract with the languages it was last asked for. */
export class Recogniser {
  readonly #core: TessCore;
  readonly #loaded = new Set<OcrLanguage>();
  #api: TessApi | undefined;
  #languages = '';

  private constructor(core: TessCore) {
    this.#core = core;
  }

  static async create(): Promise<Recogniser> {
    return new Recogniser(await loadCore());
  }

  /**
   * Recognises the text of a picture whose lines run across.
   *
   * @param dpi pixels an inch, as near as it is known
   */
  read(picture: Grey, dpi: number, languages: readonly OcrLanguage[]): RecognisedLine[] {
    const api = this.#ready(languages);
    this.#core.FS.writeFile('/input', toPgm(picture));
    try {
      if (api.SetImageFile(1, 0) === 1) return [];
      api.SetSourceResolution(Math.round(dpi));
      const lines = this.#recognise(api, AUTOMATIC);
      // Pictures with a few words somewhere have no columns to be found.
      return lines.length > 0 ? lines : this.#recognise(api, SPARSE);
    } finally {
      api.Clear();
      this.#core.FS.unlink('/input');
    }
  }

  /** A picture in any format Leptonica reads, as PNG; undefined where it does not read it. */
  toPng(bytes: Uint8Array): Uint8Array | undefined {
    const api = this.#ready(['en']);
    this.#core.FS.writeFile('/input', bytes);
    try {
      if (api.SetImageFile(1, 0) === 1) return undefined;
      api.WriteImage(0, WRITTEN);
      const png = this.#core.FS.readFile(WRITTEN);
      this.#core.FS.unlink(WRITTEN);
      return png;
    } catch {
      return undefined;
    } finally {
      api.Clear();
      this.#core.FS.unlink('/input');
    }
  }

  #recognise(api: TessApi, mode: number): RecognisedLine[] {
    api.SetPageSegMode(mode);
    api.Recognize(null);
    const parsed = result.parse(JSON.parse(api.GetJSONText()));
    return (parsed.blocks ?? []).flatMap(({ paragraphs }, area) =>
      paragraphs.flatMap(({ lines }) =>
        lines.map((line) => {
          const { rowHeight: height, descenders } = line.rowAttributes;
          const baseline = (line.baseline.y0 + line.baseline.y1) / 2;
          const [highest, lowest] = extentOf(baseline, height, descenders);
          return {
            area,
            baseline,
            height,
            words: line.words.map(({ text, confidence, bbox: box }) => ({
              text: text.trim(),
              confidence,
              left: box.x0,
              top: Math.min(Math.max(box.y0, highest), baseline - 1),
              right: box.x1,
              bottom: Math.max(Math.min(box.y1, lowest), baseline),
            })),
          };
        }),
      ),
    );
  }

  #ready(languages: readonly OcrLanguage[]): TessApi {
    const codes = languages.map(tesseractCode).join('+');
    if (this.#api !== undefined && codes === this.#languages) return this.#api;
    for (const language of languages) {
      if (this.#loaded.has(language)) continue;
      const code = tesseractCode(language);
      this.#core.FS.writeFile(`/${code}.traineddata`, languageData(language));
      this.#loaded.add(language);
    }
    this.#api?.End();
    const api = new this.#core.TessBaseAPI();
    if (api.Init('/', codes, NEURAL) !== 0) throw new Error('recogniser did not start');
    this.#api = api;
    this.#languages = codes;
    return api;
  }
}
