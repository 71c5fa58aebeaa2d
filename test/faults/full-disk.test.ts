import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../e2e/carrel.ts';
import { mountAt } from '../e2e/mounted.ts';
import { Acknowledged, expectSound } from './acknowledged.ts';
import { seeded } from './random.ts';

// Room in steps of 16 KB with CARREL_FAULTS=full (`npm run test:faults`), else in a few.
const full = process.env['CARREL_FAULTS'] === 'full';
const SEED = Number(process.env['CARREL_SEED'] ?? 1);
const STEP = full ? 16 * 1024 : 512 * 1024;
const writer = join(import.meta.dirname, 'history-writer.ts');

/** Runs the history on a disk that has `room` bytes left; false where that was too little. */
async function runWithin(home: string, room: number): Promise<boolean> {
  const ballast = join(home, '..', 'ballast');
  const { bavail, bsize } = statfsSync(home);
  writeFileSync(ballast, new Uint8Array(Math.max(0, bavail * bsize - room)));
  const child = spawn(process.execPath, ['--no-warnings', writer, home]);
  const ended = once(child, 'close');
  const [said, errors] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  rmSync(ballast);
  const acknowledged = new Acknowledged();
  for (const line of said.split('\n').slice(0, -1)) acknowledged.hear(line);
  if (child.exitCode !== 0) expect(errors, `${room} bytes of room`).toContain("code: 'disk-full'");
  await expectSound(home, acknowledged);
  return child.exitCode === 0;
}

test(`a disk that is full at any write harms nothing, seed ${SEED}`, async (context) => {
  const place = join(temporaryFolder('full-disk'), 'disk');
  if (!mountAt(place, 'size=16m')) return context.skip('this account may not mount a file system');
  const tried = { full: 0, enough: 0 };
  for (let room = seeded(SEED).below(STEP); tried.enough === 0; room += STEP) {
    const home = join(place, 'home');
    mkdirSync(home);
    if (await runWithin(home, room)) tried.enough += 1;
    else tried.full += 1;
    rmSync(home, { recursive: true });
  }
  console.log('full disks:', tried);
  expect(tried.full).toBeGreaterThan(0);
}, 3_600_000);
