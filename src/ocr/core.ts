import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { OcrLanguage } from '../contract/ocr.ts';

const require = createRequire(import.meta.url);

/** What is called of Tesseract's C++ class `TessBaseAPI`. */
export interface TessApi {
  Init(folder: string, languages: string, engine: number): number;
  End(): void;
  SetVariable(name: string, value: string): boolean;
  SetPageSegMode(mode: number): void;
  /** Reads `/input`; 1 where it is no picture. */
  SetImageFile(orientation: number, radians: number): number;
  SetSourceResolution(dpi: number): void;
  WriteImage(kind: number, path: string): boolean;
  Recognize(monitor: null): number;
  GetJSONText(): string;
  Clear(): void;
}

/** The WebAssembly module: Tesseract with Leptonica, and a file system in its own memory. */
export interface TessCore {
  readonly TessBaseAPI: new () => TessApi;
  readonly FS: {
    writeFile(path: string, data: Uint8Array): void;
    readFile(path: string): Uint8Array;
    unlink(path: string): void;
  };
}

const factory = z.custom<(options: object) => Promise<TessCore>>(
  (value) => typeof value === 'function',
);

/** Starts the module; about a tenth of a second. */
export async function loadCore(): Promise<TessCore> {
  const start = factory.parse(require('tesseract.js-core/tesseract-core-relaxedsimd-lstm.js'));
  const silent = (): void => undefined;
  return await start({ TesseractProgress: silent, print: silent, printErr: silent });
}

/** Tesseract's names of the languages (ISO 639-2) and where their data lies. */
const data: Readonly<Record<OcrLanguage, readonly [code: string, packageFile: string]>> = {
  en: ['eng', require.resolve('@tesseract.js-data/eng/package.json')],
  de: ['deu', require.resolve('@tesseract.js-data/deu/package.json')],
  fr: ['fra', require.resolve('@tesseract.js-data/fra/package.json')],
  es: ['spa', require.resolve('@tesseract.js-data/spa/package.json')],
  it: ['ita', require.resolve('@tesseract.js-data/ita/package.json')],
  nl: ['nld', require.resolve('@tesseract.js-data/nld/package.json')],
  pt: ['por', require.resolve('@tesseract.js-data/por/package.json')],
  pl: ['pol', require.resolve('@tesseract.js-data/pol/package.json')],
};

/** Tesseract's name of a language. */
export function tesseractCode(language: OcrLanguage): string {
  return data[language][0];
}

/** The model of a language, as Tesseract reads it. */
export function languageData(language: OcrLanguage): Uint8Array {
  const [code, packageFile] = data[language];
  const file = join(dirname(packageFile), '4.0.0_best_int', `${code}.traineddata.gz`);
  return gunzipSync(readFileSync(file));
}
