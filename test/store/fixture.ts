import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Chunk } from '../../src/chunk/chunk.ts';
import type { ParsedPage } from '../../src/parse/document.ts';
import type { NewContent } from '../../src/store/types/contents.ts';
import type { FoundFile } from '../../src/store/types/documents.ts';
import type { Store } from '../../src/store/types/store.ts';

export const DIMENSIONS = 16;
export const EMBEDDER = { embedder: 'made-up', dimensions: DIMENSIONS };

/** A data folder of its own, removed by `using`. */
export function temporaryHome(): { readonly home: string } & Disposable {
  const home = mkdtempSync(path.join(tmpdir(), 'carrel-store-'));
  return {
    home,
    [Symbol.dispose]: () => {
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export function foundFile(name: string, changes: Partial<FoundFile> = {}): FoundFile {
  return {
    root: '/docs',
    document: name,
    path: `/docs/${name}`,
    collection: 'default',
    type: 'pdf',
    bytes: 100,
    modifiedMs: 1_700_000_000_000,
    ...changes,
  };
}

export function pageOf(
  number: number,
  text: string,
  changes: Partial<ParsedPage> = {},
): ParsedPage {
  return {
    number,
    unit: 'page',
    label: '',
    text,
    raw: text,
    map: new Uint32Array(),
    width: 595,
    height: 842,
    rotation: 0,
    words: new Float32Array(),
    blocks: [],
    ...changes,
  };
}

/** Content with one passage a page. */
export function contentOf(
  sha256: string,
  texts: readonly string[],
  changes: Partial<NewContent> & { language?: string; title?: string; headings?: string[] } = {},
): NewContent {
  const { language = 'en', title = '', headings = [], ...rest } = changes;
  const pages = texts.map((text, index) => pageOf(index + 1, text));
  const chunks: Chunk[] = texts.map((text, index) => ({
    spans: [{ page: index + 1, start: 0, end: text.length }],
    text,
    headings,
    language,
    context: headings.at(-1) ?? '',
  }));
  return {
    sha256,
    parserVersion: '1',
    info: { format: 'pdf', title, author: '', created: '', pages: texts.length },
    pages,
    chunks,
    unreadable: [],
    members: [],
    ...rest,
  };
}

/** Records a file and writes its content; the document's id. */
export function addDocument(
  store: Store,
  name: string,
  texts: readonly string[],
  changes: Parameters<typeof contentOf>[2] & { file?: Partial<FoundFile> } = {},
): number {
  const { file, ...content } = changes;
  const { row } = store.recordFile(foundFile(name, file));
  store.markParsing(row.id);
  store.writeContent(row.id, contentOf(`sha-${texts.join('|')}`, texts, content));
  return row.id;
}

/** A unit vector that depends on the seed alone. */
export function vectorOf(seed: number, dimensions = DIMENSIONS): Float32Array {
  const vector = new Float32Array(dimensions);
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  for (let i = 0; i < dimensions; i += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    vector[i] = ((state >>> 0) / 2 ** 32) * 2 - 1;
  }
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** Writes the vector `vectorOf(passage)` for everything that waits for one. */
export async function embedAll(store: Store): Promise<void> {
  for (;;) {
    const batch = store.nextToEmbed(500);
    if (batch.length === 0) return;
    await store.writeVectors(
      batch.map(({ passage }) => ({ passage, vector: vectorOf(passage) })),
      batch[0]?.embedder,
    );
  }
}

/** Files below a folder whose bytes contain `needle`. */
export function filesHolding(folder: string, needle: Uint8Array | string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => file.includes(String(needle)) || readFileSync(file).includes(needle));
}
