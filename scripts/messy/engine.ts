import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentEntry } from '../../src/contract/documents.ts';
import { unwrap } from '../../src/contract/result.ts';
import { prepareHome } from '../../src/shell/home.ts';
import type { Engine } from '../../src/shell/engine-host.ts';
import { startConfinedEngine } from '../confined-engine.ts';
import { countLetters } from './record.ts';

/** The engine in a fresh data folder, confined as in the product, with no models: words only. */
export async function openWordsOnly(folder: string, onUnexpectedExit: () => void): Promise<Engine> {
  const home = prepareHome(join(folder, 'home'));
  const models = join(folder, 'no-models');
  mkdirSync(models, { recursive: true });
  return await startConfinedEngine(home, { models, onUnexpectedExit });
}

/** The documents that adding one file made, the file itself first. */
export async function addFile(
  { client }: Engine,
  path: string,
  collection: string,
  signal: AbortSignal,
): Promise<DocumentEntry[]> {
  unwrap(
    await client.stream('addDocuments', { paths: [path], collection }, () => undefined, { signal }),
  );
  const documents: DocumentEntry[] = [];
  unwrap(
    await client.stream('listDocuments', { collection }, (chunk) => {
      documents.push(...chunk.documents);
    }),
  );
  return documents;
}

/** Letters and digits of the stored pages of documents. */
export async function storedLetters(
  { client }: Engine,
  documents: readonly DocumentEntry[],
): Promise<number> {
  let letters = 0;
  for (const { id, pages } of documents) {
    for (let page = 1; page <= pages; page += 1) {
      const read = await client.call('readPage', { documentId: id, page });
      // A page that could not be read is not stored.
      if (read.ok) letters += countLetters(read.value.text);
    }
  }
  return letters;
}
