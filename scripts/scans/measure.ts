import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PassageHit } from '../../src/contract/documents.ts';
import { unwrap } from '../../src/contract/result.ts';
import type { Engine } from '../../src/shell/engine-host.ts';
import { prepareHome } from '../../src/shell/home.ts';
import { startConfinedEngine } from '../confined-engine.ts';
import type { Degradation } from './degrade.ts';
import { judge, type Judged } from './judge.ts';
import { writeScan, type WrittenScan } from './render.ts';
import type { ScanText } from './scan-text.ts';

/** A text, and how its sheet is scanned. */
export interface Sheet {
  readonly text: ScanText;
  readonly degradation: Degradation;
}

/**
 * Scans texts into a folder, has the confined engine read them in a fresh data folder with the models
 * that are installed, and asks all questions by quotes.
 */
export async function measureScans(
  folder: string,
  sheets: readonly Sheet[],
  note: (sentence: string) => void = () => undefined,
): Promise<Judged[]> {
  const documents = join(folder, 'documents');
  mkdirSync(documents, { recursive: true });
  const scans: WrittenScan[] = [];
  for (const { text, degradation } of sheets) {
    scans.push(await writeScan(documents, text, degradation));
  }
  note(`${scans.length} scans are made.`);
  const engine = await startConfinedEngine(prepareHome(join(folder, 'home')));
  try {
    unwrap(
      await engine.client.stream(
        'addDocuments',
        { paths: [documents] },
        ({ scansDone, scansTotal }) => {
          note(`${scansDone} of ${scansTotal} scanned pages are recognised.`);
        },
      ),
    );
    const judged: Judged[] = [];
    for (const scan of scans) {
      for (const question of scan.text.asks) judged.push(await ask(engine, scan, question));
      note(`${judged.length} questions are asked.`);
    }
    return judged;
  } finally {
    await engine.dispose();
  }
}

async function ask(
  { client }: Engine,
  scan: WrittenScan,
  question: ScanText['asks'][number],
): Promise<Judged> {
  const words = question.question;
  const { passages } = unwrap(await client.call('search', { words, limit: 5 }));
  const answer = unwrap(
    await client.stream('ask', { question: words, mode: 'quote' }, () => undefined),
  );
  return judge(scan, question, passages.map(named), {
    ...answer,
    citations: answer.citations.map(named),
  });
}

/** By the file's own name, as the scans are called. */
function named<T extends Pick<PassageHit, 'document'>>(place: T): T {
  return { ...place, document: place.document.slice(place.document.lastIndexOf('/') + 1) };
}
