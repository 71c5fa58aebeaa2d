import { chunkDocument } from '../chunk/chunk-document.ts';
import type { Chunk } from '../chunk/chunk.ts';
import { CarrelFailure, type ErrorCode } from '../contract/errors.ts';
import { ocrLanguage, type OcrLanguage } from '../contract/ocr.ts';
import { detectLanguage } from '../language/detect.ts';
import type { ParsedPage } from '../parse/document.ts';
import { PageBuilder } from '../parse/page-builder.ts';
import type { WaitingScan } from '../store/types/scans.ts';
import type { Store } from '../store/types/store.ts';
import type { OcrFile, OcrRequest, OcrResult } from './ocr-worker.ts';
import { documentBytes, type UnpackMember } from './document-bytes.ts';

export interface OcrStage {
  readonly store: Pick<Store, 'scans' | 'origin'>;
  readonly unpack: UnpackMember;
  /** Recognises one page in a process of its own; the pool's `recognise`. */
  readonly recognise: (
    file: OcrFile,
    request: OcrRequest,
    signal: AbortSignal,
  ) => Promise<OcrResult>;
  /** The languages a person has named; none: each document tells. */
  readonly languages: () => readonly OcrLanguage[];
}

/** The outcome of recognising a page. `unreachable`: its file is not there, or another; the page waits on. */
export type OcrOutcome = 'read' | 'failed' | 'unreachable';

/** Failures of the file rather than the page. */
const fileCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'path-missing',
  'access-denied',
  'file-unreachable',
  'file-changed',
]);
/** Before anything of a document is known. */
const FIRST_GUESS: OcrLanguage = 'en';
/** Letters from which on a page tells its language. */
const TELLING_LETTERS = 60;

/**
 * Recognises one page and writes it, in one transaction. The page's own failure is recorded.
 *
 * @throws CarrelFailure `cancelled` when the signal aborts (the page waits on), and the store's
 * failures, which stop the whole import.
 */
export async function recogniseScan(
  stage: OcrStage,
  scan: WaitingScan,
  signal: AbortSignal,
): Promise<OcrOutcome> {
  const { scans } = stage.store;
  try {
    const result = await inItsLanguage(stage, scan, signal);
    scans.write(scan.contentId, { ...result, chunks: chunksOf(result.page, scan) });
    return 'read';
  } catch (error) {
    if (!(error instanceof CarrelFailure) || error.code === 'cancelled') throw error;
    if (fileCodes.has(error.code)) return 'unreachable';
    scans.fail(scan.contentId, scan.page, error.toData(), ownChunks(scan));
    return 'failed';
  }
}

/** Reads a page by the likeliest languages, and again where it turns out to be in another. */
async function inItsLanguage(
  stage: OcrStage,
  scan: WaitingScan,
  signal: AbortSignal,
): Promise<OcrResult> {
  const file: OcrFile = { sha256: scan.sha256, load: () => load(stage, scan, signal) };
  const read = (languages: readonly OcrLanguage[]): Promise<OcrResult> =>
    stage.recognise(
      file,
      { page: scan.page, shape: scan.shape, languages: [...languages] },
      signal,
    );
  const named = stage.languages();
  if (named.length > 0) return await read(named);
  const guess = known(stage.store.scans.languagesNear(scan.documentId)) ?? FIRST_GUESS;
  const first = await read([guess]);
  const told = languageOf(first.page.text);
  if (told === undefined || told === guess) return first;
  const second = await read([told]);
  return meanOf(second) > meanOf(first) ? second : first;
}

async function load(
  stage: OcrStage,
  { documentId, path, sha256 }: WaitingScan,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const file = await documentBytes(stage, { id: documentId, path }, signal);
  if (file.sha256 === sha256) return file.bytes;
  throw new CarrelFailure('file-changed', 'The file is not as Carrel read it.');
}

function known(languages: readonly string[]): OcrLanguage | undefined {
  for (const language of languages) {
    const parsed = ocrLanguage.safeParse(language);
    if (parsed.success) return parsed.data;
  }
  return undefined;
}

function languageOf(text: string): OcrLanguage | undefined {
  if ((text.match(/\p{L}/gu)?.length ?? 0) < TELLING_LETTERS) return undefined;
  return known([detectLanguage(text)]);
}

function meanOf({ confidences }: OcrResult): number {
  return confidences.reduce((sum, value) => sum + value, 0) / Math.max(1, confidences.length);
}

function chunksOf(page: ParsedPage, { title }: WaitingScan): Chunk[] {
  return chunkDocument([page], { format: '', title, author: '', created: '', pages: 1 });
}

/** Passages of the text the page has of its own, which is better than nothing. */
function ownChunks(scan: WaitingScan): Chunk[] {
  if (scan.text === '') return [];
  const builder = new PageBuilder();
  for (const line of scan.text.split('\n')) {
    const range = builder.append(line);
    builder.addBlock({ kind: 'paragraph', ...range });
    builder.breakBlock();
  }
  return chunksOf(builder.build({ number: scan.page, unit: 'page' }), scan);
}
