import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fetchLocal } from '../../../src/shell/download/local.ts';
import { testFolder, testJob } from './download-job.ts';

const content = Buffer.from('the bytes of a model on a disk');

describe('fetchLocal', () => {
  it('copies a file, or the one in a folder with one of its names', async () => {
    const folder = await testFolder();
    for (const name of ['model-Q4_0.gguf', 'small--q4_0.gguf']) {
      const usb = join(folder, `usb-${name}`);
      await mkdir(usb);
      await writeFile(join(usb, name), content);
      for (const from of [usb, join(usb, name)]) {
        const job = testJob(folder, content);
        await fetchLocal(from, job);
        expect(await readFile(job.target)).toEqual(content);
        expect(job.required).toEqual([content.length]);
      }
    }
  });

  it('finds a renamed file by its checksum and passes over others of its size', async () => {
    const folder = await testFolder();
    const usb = join(folder, 'usb');
    await mkdir(usb);
    await writeFile(join(usb, 'a.gguf'), Buffer.alloc(content.length));
    await writeFile(join(usb, 'renamed.GGUF'), content);
    const job = testJob(folder, content);
    await fetchLocal(usb, job);
    expect(await readFile(job.target)).toEqual(content);
  });

  it('says why nothing was found, and writes nothing', async () => {
    const folder = await testFolder();
    const usb = join(folder, 'usb');
    await mkdir(usb);
    await writeFile(join(usb, 'other.gguf'), 'short');
    const job = testJob(folder, content);
    await expect(fetchLocal(usb, job)).rejects.toThrow(/neither by name nor by checksum/);
    await expect(fetchLocal(join(usb, 'other.gguf'), job)).rejects.toThrow(/5 bytes instead of/);
    await expect(fetchLocal(join(folder, 'none'), job)).rejects.toThrow(/no such file/);
    expect(await readdir(folder)).toEqual(['usb']);
  });
});
