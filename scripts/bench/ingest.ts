import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unwrap } from '../../src/contract/result.ts';
import type { Session } from '../../src/shell/session.ts';
import { openSession } from '../../src/shell/session.ts';
import { openBareEmbedder } from './bare-embedder.ts';
import { benchText, median, type Row } from './models.ts';
import { passageTexts } from './passage-texts.ts';

const ROUNDS = 3;
const FILES_A_ROUND = 16;
const WORDS_A_FILE = 1500;

/**
 * Embedding speed of the whole import, from asking for a folder to the last vector on the disk,
 * beside a bare loop over the library on the very texts that were embedded, in turns. Medians.
 */
export async function benchIngest(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-bench-'));
  try {
    const rounds = Array.from({ length: ROUNDS }, (_, round) => writeRound(folder, round));
    const texts: string[][] = [];
    for (const round of rounds)
      texts.push(await passageTexts(join(folder, `trial-${texts.length}`), round));
    return await compare(join(folder, 'home'), rounds, texts);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(home: string, rounds: string[], texts: string[][]): Promise<Row[]> {
  const bare = await openBareEmbedder();
  const session = await open(home);
  const speeds: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };
  try {
    const warm = join(home, '..', 'warm.txt');
    writeFileSync(warm, benchText(100, 1));
    await add(session, warm);
    await bare.embed([benchText(300, 1)]);
    for (const [round, path] of rounds.entries()) {
      let tokens = 0;
      const times = { ours: 0, bare: 0 };
      const runOurs = async () => {
        times.ours = await timed(() => add(session, path));
      };
      const runBare = async () => {
        times.bare = await timed(async () => {
          tokens = await bare.embed(texts[round] ?? []);
        });
      };
      await (round % 2 === 0 ? runOurs() : runBare());
      await (round % 2 === 0 ? runBare() : runOurs());
      speeds.ours.push((1000 * tokens) / times.ours);
      speeds.bare.push((1000 * tokens) / times.bare);
    }
  } finally {
    await session.close();
    await bare.dispose();
  }
  const ratios = speeds.ours.map((speed, round) => speed / (speeds.bare[round] ?? Number.NaN));
  return [
    { name: 'embedding, a folder added', value: median(speeds.ours), unit: 'tokens/s' },
    { name: 'embedding, bare loop on its passages', value: median(speeds.bare), unit: 'tokens/s' },
    { name: 'embedding, folder added to bare loop', value: median(ratios), unit: 'ratio' },
  ];
}

function writeRound(folder: string, round: number): string {
  const path = join(folder, `round-${round}`);
  mkdirSync(path);
  for (let file = 0; file < FILES_A_ROUND; file += 1) {
    const seed = 100 * round + 7 * file;
    writeFileSync(join(path, `note-${seed}.txt`), benchText(WORDS_A_FILE, seed));
  }
  return path;
}

async function open(home: string): Promise<Session> {
  mkdirSync(home, { mode: 0o700 });
  return await openSession({ home, note: () => undefined, allowUnsandboxed: false });
}

async function add(session: Session, path: string): Promise<void> {
  unwrap(await session.client.stream('addDocuments', { paths: [path] }, () => undefined));
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
