import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { unwrap } from '../../src/contract/result.ts';
import { openSession } from '../../src/shell/session.ts';
import { median, type Row } from './models.ts';

const samples = resolve(import.meta.dirname, '../../resources/samples');
const questions = [
  'How many days of paid leave does the second parent have after a birth?',
  'What is the hotel limit a night in Zurich?',
  'When is the fire drill held?',
  'How long is the probation?',
  'Who is the safety officer?',
] as const;

/** Time to the first quote and to the first checked sentence, over the sample documents, warm. */
export async function benchAnswers(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-bench-'));
  const home = join(folder, 'home');
  mkdirSync(home, { mode: 0o700 });
  const session = await openSession({ home, note: () => undefined, allowUnsandboxed: false });
  try {
    unwrap(await session.client.stream('addDocuments', { paths: [samples] }, () => undefined));
    const first = async (mode: 'quote' | 'write', question: string): Promise<number> => {
      const started = performance.now();
      let at: number | null = null;
      unwrap(
        await session.client.stream('ask', { question, mode }, (chunk) => {
          if (chunk.kind === 'sentence') at ??= performance.now() - started;
        }),
      );
      // Where no written sentence passed, quotes stand instead at the end.
      return at ?? performance.now() - started;
    };
    const times = async (mode: 'quote' | 'write'): Promise<number[]> => {
      await first(mode, questions[0]);
      const all: number[] = [];
      for (const question of questions) all.push(await first(mode, question));
      return all;
    };
    return [
      { name: 'question to first quote, median', value: median(await times('quote')), unit: 'ms' },
      {
        name: 'question to first written sentence, or quotes instead, median',
        value: median(await times('write')),
        unit: 'ms',
      },
    ];
  } finally {
    await session.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
