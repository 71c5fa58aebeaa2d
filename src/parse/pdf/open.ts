import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import {
  getDocument,
  InvalidPDFException,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
  VerbosityLevel,
} from './pdfjs.ts';
import { CarrelFailure } from '../../contract/errors.ts';

const packageFolder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** An open document; `close` frees everything pdf.js holds for it. */
export interface OpenPdf {
  readonly document: PDFDocumentProxy;
  close(): Promise<void>;
}

/**
 * Opens a PDF. Nothing outside the package's own folder is read: character maps and standard fonts
 * come from there, and pdf.js follows no link.
 *
 * Throws `file-empty`, `file-encrypted` or `file-damaged`.
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  if (bytes.length === 0) {
    throw new CarrelFailure('file-empty', 'The file is empty: it holds no bytes.');
  }
  const task = getDocument({
    // pdf.js takes the buffer over; a copy keeps the caller's bytes whole.
    data: Uint8Array.from(bytes),
    verbosity: VerbosityLevel.ERRORS,
    stopAtErrors: false,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableFontFace: true,
    fontExtraProperties: true,
    // Text only: images are left undecoded, no canvas and no WebAssembly decoder is needed.
    maxImageSize: 1,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    enableXfa: false,
    cMapUrl: join(packageFolder, 'cmaps') + sep,
    standardFontDataUrl: join(packageFolder, 'standard_fonts') + sep,
  });
  try {
    const document = await task.promise;
    if (document.numPages < 1) throw new InvalidPDFException('no pages');
    return { document, close: () => task.destroy() };
  } catch (error) {
    await closeQuietly(task);
    throw failureOf(error);
  }
}

async function closeQuietly(task: PDFDocumentLoadingTask): Promise<void> {
  try {
    await task.destroy();
  } catch {
    // The task has failed already; its first error is the one to report.
  }
}

function failureOf(error: unknown): CarrelFailure {
  // By name: pdf.js rebuilds exceptions on their way from its worker side.
  if (error instanceof Error && error.name === 'PasswordException') {
    return new CarrelFailure(
      'file-encrypted',
      'The PDF is protected by a password. Save a copy without one, then add that copy.',
      undefined,
      { cause: error },
    );
  }
  return new CarrelFailure(
    'file-damaged',
    'The PDF is damaged or not a PDF at all: no page of it can be read. Get a fresh copy.',
    undefined,
    { cause: error },
  );
}
