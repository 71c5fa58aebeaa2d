import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { containerLimits, type Container } from '../../../src/parse/container/container.ts';
import { openContainer } from '../../../src/parse/container/formats.ts';
import { safeName, UniqueNames } from '../../../src/parse/container/names.ts';
import { cachedSource, memorySource } from '../../../src/parse/container/source.ts';
import { Unpacker } from '../../../src/parse/container/unpacker.ts';
import { tarOf, zipOf } from '../read.ts';

async function namesIn(container: Container): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of container.members()) names.push(name);
  return names;
}

/** Sets the bit that marks a zip's members as encrypted, in both headers. */
function encryptedZip(bytes: Uint8Array): Uint8Array {
  const buffer = Buffer.from(bytes);
  for (
    let at = buffer.indexOf('PK\u0003\u0004');
    at >= 0;
    at = buffer.indexOf('PK\u0003\u0004', at + 1)
  ) {
    buffer[at + 6] = (buffer[at + 6] ?? 0) | 1;
  }
  for (
    let at = buffer.indexOf('PK\u0001\u0002');
    at >= 0;
    at = buffer.indexOf('PK\u0001\u0002', at + 1)
  ) {
    buffer[at + 8] = (buffer[at + 8] ?? 0) | 1;
  }
  return buffer;
}

describe('names of members', () => {
  it.each([
    ['../../etc/passwd', 'etc/passwd'],
    ['C:\\Users\\anna\\deed.pdf', 'Users/anna/deed.pdf'],
    ['/absolute//./deed.pdf', 'absolute/deed.pdf'],
    ['wow!/deed.pdf', 'wow_/deed.pdf'],
    ['re\u202Ecod.exe', 'recod.exe'],
    ['line\nbreak\u0007.txt', 'linebreak.txt'],
    ['..', ''],
  ])('makes %j safe', (given, safe) => {
    expect(safeName(given)).toBe(safe);
  });

  it('holds for any name at all', () => {
    const signs = ['/', '\\', '..', '!', '!/', '.', ' ', 'a', 'é', '\0', '\u202E', '\uD800', 'C:'];
    for (let round = 0; round < 3000; round += 1) {
      const given = [...randomBytes(12)].map((byte) => signs[byte % signs.length]).join('');
      const name = safeName(given);
      const parts = name.split('/');
      expect(parts.some((part) => part === '..' || part === '.')).toBe(false);
      expect(name.startsWith('/')).toBe(false);
      expect(name.includes('!/')).toBe(false);
      expect(name).not.toMatch(/[\p{Cc}\p{Cf}\\]/u);
      expect(name.isWellFormed()).toBe(true);
    }
  });

  it('are given once each, and stay short', () => {
    const names = new UniqueNames();
    expect(
      ['a.txt', 'a.txt', 'a (2).txt', 'a.txt', '', ''].map((name) => names.take(name)),
    ).toEqual(['a.txt', 'a (2).txt', 'a (2) (2).txt', 'a (3).txt', 'unnamed', 'unnamed (2)']);
    expect(safeName(`${'x'.repeat(5000)}.pdf`)).toMatch(/^x{100,120}….pdf$/u);
    expect(safeName('x/'.repeat(5000)).length).toBeLessThan(100);
  });
});

describe('containers', () => {
  it('leave out folders, links and what programs put beside', async () => {
    const zip = zipOf({
      'a/': '',
      'a/deed.txt': 'x',
      '__MACOSX/a/._deed.txt': 'x',
      '.DS_Store': 'x',
    });
    expect(await namesIn(await openContainer('zip', memorySource(zip), 'a.zip'))).toEqual([
      'a/deed.txt',
    ]);
    const tar = await tarOf({ 'deed.txt': 'x' });
    expect(await namesIn(await openContainer('tar', memorySource(tar), 'a.tar'))).toEqual([
      'deed.txt',
    ]);
  });

  it('tell members that are encrypted from damaged ones', async () => {
    const locked = await openContainer(
      'zip',
      memorySource(encryptedZip(zipOf({ 'a.txt': 'x' }))),
      'a.zip',
    );
    await expect(locked.read(0)).rejects.toMatchObject({ code: 'file-encrypted' });
    const bytes = zipSync({ 'a.txt': [strToU8('The anchor is sold. '.repeat(50)), { level: 6 }] });
    const hurt = Buffer.from(bytes);
    hurt.fill(0xff, 40, 60);
    const damaged = await openContainer('zip', memorySource(hurt), 'a.zip');
    await expect(damaged.read(0)).rejects.toMatchObject({ code: 'file-damaged' });
    await expect(
      openContainer('zip', memorySource(bytes.subarray(0, 60)), 'a.zip'),
    ).rejects.toMatchObject({ code: 'file-damaged' });
    const torn = gzipSync('The anchor is sold. '.repeat(5000)).subarray(0, 100);
    const half = await openContainer('gz', memorySource(torn), 'a.gz');
    await expect(half.read(0)).rejects.toMatchObject({ code: 'file-damaged' });
  });

  it('stop what unpacks to far more than its size', async () => {
    const zeros = new Uint8Array(containerLimits.ratioFrom * 3);
    const zip = await openContainer('zip', memorySource(zipOf({ 'a.txt': zeros })), 'a.zip');
    await expect(zip.read(0)).rejects.toMatchObject({ code: 'file-too-large' });
    const gz = await openContainer('gz', memorySource(gzipSync(zeros)), 'a.txt.gz');
    await expect(gz.read(0)).rejects.toMatchObject({ code: 'file-too-large' });
  });

  it('give members in any order', async () => {
    const tar = gzipSync(await tarOf({ 'a.txt': 'one', 'b.txt': 'two', 'c.txt': 'three' }));
    const container = await openContainer('gz', memorySource(tar), 'a.tgz');
    const texts: string[] = [];
    for (const index of [1, 2, 0, 0, 2]) {
      texts.push(Buffer.from(await container.read(index)).toString());
    }
    expect(texts).toEqual(['two', 'three', 'one', 'one', 'three']);
    await expect(container.read(7)).rejects.toMatchObject({ code: 'file-damaged' });
  });

  it('read of a large file only what is needed', async () => {
    const bytes = zipSync(
      { 'big.bin': randomBytes(8_000_000), 'a.txt': strToU8('The anchor is sold.') },
      { level: 0 },
    );
    let fetched = 0;
    const source = cachedSource(bytes.length, async (offset, length) => {
      fetched += length;
      return bytes.subarray(offset, offset + length);
    });
    const container = await openContainer('zip', source, 'a.zip');
    expect(await namesIn(container)).toEqual(['big.bin', 'a.txt']);
    expect(Buffer.from(await container.read(1)).toString()).toBe('The anchor is sold.');
    expect(fetched).toBeLessThan(2_000_000);
  });

  it('find the messages of a mailbox wherever parts of it begin', async () => {
    const count = 300;
    const mailbox = Array.from(
      { length: count },
      (_, index) =>
        `From a@b Tue Mar  5 10:00:00 2024\r\nSubject: Number ${index}\r\n\r\nFrom here on: ${'x'.repeat(index * 17)}\r\n\r\nFrom the start: no separator\r\n\r\n`,
    ).join('');
    const bytes = strToU8(mailbox);
    const container = await openContainer('mbox', memorySource(bytes), 'a.mbox');
    const names = await namesIn(container);
    expect(names).toHaveLength(count);
    expect(names.at(-1)).toBe(`Number ${count - 1}.eml`);
    const last = Buffer.from(await container.read(count - 1)).toString();
    expect(last).toMatch(/^From a@b[^]*no separator\r\n\r\n$/u);
  });

  it('are kept open on the way down', async () => {
    const inner = zipOf({ 'a.txt': 'one', 'b.txt': 'two' });
    const outer = zipOf({ 'in.zip': inner });
    const unpacker = new Unpacker();
    let fetched = 0;
    const fetch = async (offset: number, length: number) => {
      fetched += 1;
      return outer.subarray(offset, offset + length);
    };
    const file = { key: '1', name: 'out.zip', format: 'zip', bytes: outer.length };
    const read = async (index: number) =>
      Buffer.from(
        await unpacker.read(
          file,
          [
            { index: 0, name: 'out.zip!/in.zip', format: 'zip' },
            { index, name: 'x', format: '' },
          ],
          fetch,
        ),
      ).toString();
    expect([await read(0), await read(1), await read(0)]).toEqual(['one', 'two', 'one']);
    expect(fetched).toBe(1);
  });
});
