import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CarrelFailure } from '../../../src/contract/errors.ts';
import { makePdf, parse, put, withoutSecondPage } from './make.ts';

async function codeOf(bytes: Uint8Array): Promise<string> {
  try {
    await parse(bytes);
  } catch (error) {
    if (error instanceof CarrelFailure) return error.code;
    throw error;
  }
  return 'read';
}

describe('files that cannot be read', () => {
  it('names the reason', async () => {
    const text = await makePdf((pdf) => put(pdf, 'Readable once', 40, 40));
    const locked = await makePdf((pdf) => put(pdf, 'Secret', 40, 40), {
      userPassword: 'open sesame',
    });
    const blank = await makePdf(() => undefined);
    expect(await codeOf(new Uint8Array(0))).toBe('file-empty');
    expect(await codeOf(locked)).toBe('file-encrypted');
    expect(await codeOf(Buffer.from('This is no PDF at all.'))).toBe('file-damaged');
    expect(await codeOf(text.subarray(0, 60))).toBe('file-damaged');
    expect(await codeOf(blank)).toBe('no-text');
    expect(await codeOf(text)).toBe('read');
  });

  it('opens a file that only limits what its reader may do', async () => {
    const bytes = await makePdf((pdf) => put(pdf, 'For your eyes', 40, 40), {
      ownerPassword: 'keeper',
    });
    expect((await parse(bytes)).pages[0]?.text).toBe('For your eyes');
  });

  it('does not change the bytes it was given', async () => {
    const bytes = await makePdf((pdf) => put(pdf, 'Twice', 40, 40));
    await parse(bytes);
    expect((await parse(bytes)).pages[0]?.text).toBe('Twice');
  });
});

describe('the process it runs in', () => {
  it('reads without addons, workers, children, writes or a word on the console', async () => {
    const bytes = await makePdf((pdf) => put(pdf, 'Confined', 40, 40));
    const root = fileURLToPath(new URL('../../../', import.meta.url));
    const script = `
      const { pdfParser } = await import(${JSON.stringify(join(root, 'src/parse/pdf/index.ts'))});
      const bytes = Buffer.from(${JSON.stringify(bytes.toString('base64'))}, 'base64');
      for await (const event of pdfParser.parse({ bytes, fileName: 'a.pdf' })) {
        if (event.kind === 'page') process.stdout.write(event.page.text);
      }`;
    const flags = ['--permission', `--allow-fs-read=${root}`, '--input-type=module', '-e', script];
    const child = spawnSync(process.execPath, flags, { encoding: 'utf8', cwd: root });
    expect(child).toMatchObject({ stdout: 'Confined', stderr: '', status: 0 });
  });
});

describe('pages that cannot be read', () => {
  it('reports a page without text beside others and leaves a blank one alone', async () => {
    const bytes = await makePdf((pdf) => {
      put(pdf, 'First page', 40, 40);
      pdf.addPage();
      pdf.rect(10, 10, 200, 200).fill('#336699');
      pdf.addPage().addPage();
      put(pdf, 'Last page', 40, 40);
    });
    const { events, info } = await parse(bytes);
    const seen = events.map((event) =>
      event.kind === 'page'
        ? event.page.text
        : event.kind === 'scan'
          ? `${event.page} ${event.why}`
          : event.kind,
    );
    expect(seen).toEqual(['opened', 'First page', '', '2 no-text', '', 'Last page']);
    expect(info.pages).toBe(4);
  });

  it('goes on after a broken page', async () => {
    const bytes = await makePdf((pdf) => {
      put(pdf, 'First page', 40, 40);
      pdf.addPage();
      put(pdf, 'Second page', 40, 40);
    });
    const { events } = await parse(withoutSecondPage(bytes));
    expect(events.some((event) => event.kind === 'page' && event.page.text === 'First page')).toBe(
      true,
    );
    expect(events.at(-1)).toMatchObject({
      kind: 'unreadable',
      page: 2,
      error: { code: 'file-damaged' },
    });
  });

  it('ends cleanly when the caller stops early', async () => {
    const { pdfParser } = await import('../../../src/parse/pdf/index.ts');
    const bytes = await makePdf((pdf) => put(pdf, 'Unread', 40, 40));
    const run = pdfParser.parse({ bytes, fileName: 'a.pdf' });
    expect((await run.next()).value).toEqual({ kind: 'opened', pages: 1 });
    await expect(run.throw(new Error('stop'))).rejects.toThrow('stop');
    expect((await run.next()).done).toBe(true);
  });
});
