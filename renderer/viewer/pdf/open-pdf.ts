import type * as Display from 'pdfjs-dist';
import { CarrelFailure, type ContractError } from '../../../src/contract/errors.ts';
import type { EngineRoutes } from '../../../src/contract/engine-routes.ts';
import type { Result } from '../../../src/contract/result.ts';
import type { OutputOf } from '../../../src/contract/route.ts';
import type { DoorClient } from '../../engine/client.ts';
import { OriginalBytes } from './original-bytes.ts';
import { prewarmWorker, takeWorker } from './pdf-worker.ts';

/** pdf.js's display half; loaded when the first PDF is opened, not with the page. */
export type Pdfjs = typeof Display;

/** A word of a scan, with its box in unrotated points from the crop box's top left. */
export type RecognisedWord = NonNullable<OutputOf<EngineRoutes['readWords']>['words']>[number];

/** What was recognised of a page. */
export interface Recognised {
  readonly words: readonly RecognisedWord[];
  /** Clockwise degrees that set them upright. */
  readonly rotation: number;
}

export interface OpenPdf {
  readonly pdfjs: Pdfjs;
  readonly document: Display.PDFDocumentProxy;
  /** Of a page that was recognised from its picture; null where it has text itself. */
  readonly recognised: (page: number) => Promise<Recognised | null>;
  /** Called once, when a later part of the file could not be read. */
  readonly onFailed: (listener: (error: ContractError) => void) => void;
  readonly close: () => Promise<void>;
}

/** Bytes pdf.js asks for at a time. */
const RANGE = 128 * 1024;
/** A larger image is drawn as a blank: 64 million pixels are 256 MB unpacked. */
const MAX_IMAGE_PIXELS = 64 * 1024 * 1024;

let loading: Promise<Pdfjs> | undefined;

/** Gets ready what does not depend on the document. */
export function prepareToOpen(): void {
  // A failure is told when a document is opened.
  loadPdfjs().catch(() => undefined);
  prewarmWorker();
}

/** Loads pdf.js; a second call returns the same, unless the first failed. */
async function loadPdfjs(): Promise<Pdfjs> {
  loading ??= import('pdfjs-dist');
  try {
    return await loading;
  } catch (error) {
    loading = undefined;
    throw error;
  }
}

/**
 * Opens a document's file, reading only the parts that the pages shown need. The file is hostile:
 * each document gets a worker of its own, which ends with it; no script of the file runs, no link
 * of it is followed, and fonts and character maps come from the page's own origin.
 */
export async function openPdf(client: DoorClient, documentId: string): Promise<Result<OpenPdf>> {
  const reading = new AbortController();
  const worker = takeWorker();
  let task: Display.PDFDocumentLoadingTask | undefined;
  const close = async (): Promise<void> => {
    reading.abort();
    await task?.destroy();
    worker.terminate();
  };
  try {
    const bytes = new OriginalBytes(client, documentId, reading.signal);
    const [pdfjs, { total, first }] = await Promise.all([loadPdfjs(), bytes.open()]);
    const failed = Promise.withResolvers<ContractError>();
    worker.addEventListener('error', () => {
      failed.resolve(damaged().toData());
    });
    class Source extends pdfjs.PDFDataRangeTransport {
      override requestDataRange(begin: number, end: number): void {
        void this.#send(begin, end);
      }
      override abort(): void {
        reading.abort();
      }
      async #send(begin: number, end: number): Promise<void> {
        try {
          const range = await bytes.range(begin, end);
          if (!reading.signal.aborted) this.onDataRange(begin, range);
        } catch (error) {
          if (!reading.signal.aborted) failed.resolve(asError(error));
        }
      }
    }
    task = pdfjs.getDocument({
      // pdf.js takes the buffer over; the part kept must stay whole.
      range: new Source(total, first.slice()),
      worker: pdfjs.PDFWorker.create({ port: worker }),
      rangeChunkSize: RANGE,
      disableStream: true,
      disableAutoFetch: true,
      enableXfa: false,
      useSystemFonts: false,
      maxImageSize: MAX_IMAGE_PIXELS,
      verbosity: pdfjs.VerbosityLevel.ERRORS,
      useWorkerFetch: true,
      cMapUrl: asset('cmaps'),
      standardFontDataUrl: asset('standard_fonts'),
      wasmUrl: asset('wasm'),
      iccUrl: asset('iccs'),
    });
    const document = await Promise.race([
      task.promise,
      failed.promise.then((error) => Promise.reject(CarrelFailure.from(error))),
    ]);
    const onFailed: OpenPdf['onFailed'] = (listener) => void failed.promise.then(listener);
    const recognised: OpenPdf['recognised'] = async (page) => {
      const read = await client.call('readWords', { documentId, page });
      if (!read.ok || read.value.words === null) return null;
      return { words: read.value.words, rotation: read.value.rotation };
    };
    return { ok: true, value: { pdfjs, document, recognised, onFailed, close } };
  } catch (error) {
    await close();
    return { ok: false, error: asError(error) };
  }
}

/** A page (from 1), and what was recognised of it. */
export async function readPage(
  { document, recognised }: OpenPdf,
  page: number,
): Promise<[Display.PDFPageProxy, Recognised | null]> {
  return await Promise.all([document.getPage(page), recognised(page)]);
}

/** Address of a folder of pdf.js's data, copied beside the page by the build. */
function asset(folder: string): string {
  return new URL(`pdfjs/${folder}/`, document.baseURI).href;
}

function damaged(): CarrelFailure {
  return new CarrelFailure('file-damaged', 'The file is damaged and cannot be shown.');
}

function asError(error: unknown): ContractError {
  if (error instanceof CarrelFailure) return error.toData();
  if (error instanceof Error && error.name === 'PasswordException') {
    return new CarrelFailure('file-encrypted', 'The file is protected by a password.').toData();
  }
  return damaged().toData();
}
