import type { Chunk } from '../chunk/chunk.ts';
import { cutDocument } from '../chunk/chunk-document.ts';
import { CarrelFailure, type ErrorCode } from '../contract/errors.ts';
import type { Member } from '../parse/container/container.ts';
import type { DocumentInfo, ParsedPage, ParseEvent, ScanReason } from '../parse/document.ts';
import { inSteps } from '../store/steps.ts';
import type { ContentStore, NewContent } from '../store/types/contents.ts';
import type { DocumentRow, DocumentStore } from '../store/types/documents.ts';
import { documentBytes, type UnpackMember } from './document-bytes.ts';
import { memberRefusal } from './member-limits.ts';
import type { FileBytes } from './read-file.ts';

/** Reads one file in a parser process; the pool's `parse`. */
export type ParseFile = (
  input: { readonly bytes: Uint8Array; readonly fileName: string },
  onEvent: (event: ParseEvent) => void,
  options: { readonly signal: AbortSignal },
) => Promise<DocumentInfo>;

export interface TextStage {
  readonly store: DocumentStore & ContentStore;
  readonly parse: ParseFile;
  readonly unpack: UnpackMember;
  readonly parserVersion: string;
}

/** Work that is going on for content, by the SHA-256 of its bytes: a copy waits and takes it over. */
export type InFlight = Map<string, Promise<unknown>>;

/** Characters of one document held at a time: as much as the largest text file that is read. */
const MAX_CHARACTERS = 64 * 1024 * 1024;
/** Passages and pages that are written at one go, within some 50 ms. */
const SHORT = 30;
/** Bytes of the places of its words. */
const MAX_LAYOUT_BYTES = 512 * 1024 * 1024;

/** The outcome of reading one file. */
export type TextOutcome =
  | { readonly kind: 'read'; readonly pages: number; readonly passages: number }
  | { readonly kind: 'adopted' }
  | { readonly kind: 'failed' };

/** Reasons that are no fault of the file's: it is passed over rather than failed. */
const skipCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['format-unsupported']);
const missingCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'path-missing',
  'file-unreachable',
]);

/**
 * Takes one document from its file to searchable words: hash, known content or parse, chunks,
 * one transaction. A document's own failure is recorded, not thrown.
 *
 * @throws CarrelFailure `cancelled` when the signal aborts (the document stays queued), and the
 * store's failures (`disk-full`, ...), which stop the whole import.
 */
export async function readDocument(
  stage: TextStage,
  row: DocumentRow,
  inFlight: InFlight,
  signal: AbortSignal,
): Promise<TextOutcome> {
  const { store } = stage;
  const file = await orRefusal(documentBytes(stage, row, signal));
  if (file instanceof CarrelFailure) return fail(store, row, file);
  for (;;) {
    if (store.adoptContent(row.id, file.sha256, stage.parserVersion)) return { kind: 'adopted' };
    const copy = inFlight.get(file.sha256);
    if (copy === undefined) break;
    await copy.catch(() => undefined);
  }
  const work = parseAndWrite(stage, row, file, signal);
  inFlight.set(file.sha256, work);
  try {
    return await work;
  } finally {
    inFlight.delete(file.sha256);
  }
}

async function parseAndWrite(
  stage: TextStage,
  row: DocumentRow,
  file: FileBytes,
  signal: AbortSignal,
): Promise<TextOutcome> {
  const content = await orRefusal(parseContent(stage, row, file, signal));
  if (content instanceof CarrelFailure) return fail(stage.store, row, content);
  // A short one is on the disk sooner in one transaction.
  if (content.chunks.length <= SHORT && content.pages.length <= SHORT) {
    stage.store.writeContent(row.id, content);
  } else await stage.store.writeContentInSteps(row.id, content, signal);
  return { kind: 'read', pages: content.pages.length, passages: content.chunks.length };
}

/** The document's own failure becomes a value; a stop, and anything unexpected, is thrown. */
async function orRefusal<T>(work: Promise<T>): Promise<T | CarrelFailure> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof CarrelFailure && error.code !== 'cancelled') return error;
    throw error;
  }
}

function fail(store: DocumentStore, row: DocumentRow, error: CarrelFailure): TextOutcome {
  // A file that changed meanwhile was queued again, and is about to be read anew.
  if (store.document(row.id)?.status === 'parsing') {
    store.markFailed(row.id, failedStatus(error.code), error.toData());
  }
  return { kind: 'failed' };
}

function failedStatus(code: ErrorCode): 'failed' | 'skipped' | 'missing' {
  if (skipCodes.has(code)) return 'skipped';
  return missingCodes.has(code) ? 'missing' : 'failed';
}

async function parseContent(
  stage: TextStage,
  row: DocumentRow,
  file: FileBytes,
  signal: AbortSignal,
): Promise<NewContent> {
  const pages: ParsedPage[] = [];
  let characters = 0;
  let layoutBytes = 0;
  const members: Member[] = [];
  const unreadable: { page: number; error: NewContent['unreadable'][number]['error'] }[] = [];
  const scans: { page: number; why: ScanReason }[] = [];
  const info = await stage.parse(
    { bytes: file.bytes, fileName: row.document },
    (event) => {
      switch (event.kind) {
        case 'opened':
          break;
        case 'page':
          characters += event.page.text.length;
          layoutBytes += event.page.words.byteLength + event.page.map.byteLength;
          if (characters > MAX_CHARACTERS || layoutBytes > MAX_LAYOUT_BYTES) throw tooMuchText();
          pages.push(event.page);
          break;
        case 'members':
          members.push(...event.members);
          break;
        case 'scan':
          scans.push({ page: event.page, why: event.why });
          break;
        case 'unreadable':
          unreadable.push({ page: event.page, error: event.error });
          break;
        default:
          event satisfies never;
      }
    },
    { signal },
  );
  const chunks: Chunk[] = [];
  for (const run of betweenScans(pages, scans)) {
    for (const chunk of await inSteps(cutDocument(run, info), { signal })) chunks.push(chunk);
  }
  const refusal = memberRefusal(stage.store, row, members);
  if (refusal !== undefined) {
    if (chunks.length === 0 && scans.length === 0) throw refusal;
    unreadable.push({ page: 0, error: refusal.toData() });
    members.length = 0;
  }
  if (chunks.length === 0 && members.length === 0 && scans.length === 0) {
    throw new CarrelFailure(
      'no-text',
      'No text was found in this file, and no picture of text. Open it in its own program to see whether it is empty.',
    );
  }
  return {
    sha256: file.sha256,
    parserVersion: stage.parserVersion,
    info,
    pages,
    chunks,
    unreadable,
    members,
    scans,
  };
}

/** Runs of pages with text of their own: no passage may reach over a page that is yet to be read. */
function betweenScans(
  pages: readonly ParsedPage[],
  scans: readonly { readonly page: number }[],
): ParsedPage[][] {
  const scanned = new Set(scans.map(({ page }) => page));
  const runs: ParsedPage[][] = [[]];
  for (const page of pages) {
    if (scanned.has(page.number)) runs.push([]);
    else runs.at(-1)?.push(page);
  }
  return runs.filter((run) => run.length > 0);
}

function tooMuchText(): CarrelFailure {
  return new CarrelFailure(
    'file-too-large',
    'This file holds more text than can be read at once. Split it and add the parts.',
    { characters: MAX_CHARACTERS },
  );
}
