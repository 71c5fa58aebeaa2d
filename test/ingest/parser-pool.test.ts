import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { CarrelFailure } from '../../src/contract/errors.ts';
import { createParserPool, type ParserPool } from '../../src/ingest/parser-pool.ts';
import type { ParseEvent } from '../../src/parse/document.ts';

const root = resolve(import.meta.dirname, '../..');
const readable = ['src', 'node_modules', 'package.json'].map((name) => join(root, name));

let pool: ParserPool | undefined;
afterEach(async () => {
  await pool?.dispose();
  pool = undefined;
});

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Quotes inside quotes: Markdown that keeps the parser busy for minutes. */
const endless = text('> '.repeat(60_000));

/** Forms that draw the next one twenty times each: 20 to the 8th power of them on one page. */
const LEVELS = 8;

/** A PDF of which one page takes longer than anyone waits. */
function poisonedPdf(pages: number, poisoned: number): string {
  const first = 4 + LEVELS;
  const stream = (dictionary: string, content: string): string =>
    `<<${dictionary}/Length ${content.length}>>stream\n${content}\nendstream`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages}/Kids[${Array.from({ length: pages }, (_, index) => `${first + 2 * index} 0 R`).join(' ')}]>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  for (let level = 0; level < LEVELS; level += 1) {
    const below = level + 1 < LEVELS ? `/Resources<</XObject<</X ${5 + level} 0 R>>>>` : '';
    const content = below === '' ? '0 0 m' : '/X Do '.repeat(20);
    objects.push(stream(`/Type/XObject/Subtype/Form/BBox[0 0 9 9]${below}`, content));
  }
  for (let page = 1; page <= pages; page += 1) {
    const resources = '/Resources<</Font<</F 3 0 R>>/XObject<</X 4 0 R>>>>';
    objects.push(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]${resources}/Contents ${first + 2 * page - 1} 0 R>>`,
      stream('', `BT /F 12 Tf 20 200 Td (Page ${page}) Tj ET${page === poisoned ? ' /X Do' : ''}`),
    );
  }
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`);
  return `%PDF-1.7\n${body.join('')}trailer<</Root 1 0 R/Size ${objects.length + 1}>>\n%%EOF`;
}

describe('a parser pool', () => {
  it('reads files of several formats and sizes in one confined process', async () => {
    pool = createParserPool({ size: 1, readable });
    const events: ParseEvent[] = [];
    const info = await pool.parse(
      { bytes: text('# Harbour\n\nSix metres deep.'), fileName: 'a.md' },
      (event) => {
        events.push(event);
      },
    );
    expect(info).toMatchObject({ format: 'markdown', title: 'Harbour', pages: 1 });
    expect(events.map((event) => event.kind)).toEqual(['opened', 'page']);
    const [pid] = pool.pids();
    // Larger than one message, both ways.
    const long = 'A sentence about ships and weather.\n\n'.repeat(60_000);
    let length = 0;
    await pool.parse({ bytes: text(long), fileName: 'a.txt' }, async (event) => {
      await Promise.resolve();
      if (event.kind === 'page') length += event.page.text.length;
    });
    expect(length).toBeGreaterThan(2_000_000);
    expect(pool.pids()).toEqual([pid]);
  });

  it('passes on the reason why a file cannot be read, and goes on', async () => {
    pool = createParserPool({ size: 1, readable });
    const empty = pool.parse({ bytes: text(''), fileName: 'a.txt' }, () => {});
    await expect(empty).rejects.toMatchObject({ code: 'file-empty' });
    const info = await pool.parse({ bytes: text('Words.'), fileName: 'a.txt' }, () => {});
    expect(info.format).toBe('txt');
  });

  it('ends a parser that makes no progress, and replaces it', async () => {
    pool = createParserPool({ size: 1, readable });
    await pool.parse({ bytes: text('Words.'), fileName: 'a.txt' }, () => {});
    const [pid] = pool.pids();
    const stuck = pool.parse({ bytes: endless, fileName: 'a.md' }, () => {}, {
      pageTimeoutMs: 1000,
    });
    await expect(stuck).rejects.toMatchObject({ code: 'parse-timeout' });
    await pool.parse({ bytes: text('Words.'), fileName: 'a.txt' }, () => {});
    expect(pool.pids()).not.toContain(pid);
    expect(isAlive(pid ?? 0)).toBe(false);
  });

  it('gives up one page that holds up its parser, and reads the others', async () => {
    pool = createParserPool({ size: 1, readable });
    const events: ParseEvent[] = [];
    const info = await pool.parse(
      { bytes: text(poisonedPdf(12, 11)), fileName: 'a.pdf' },
      (event) => {
        events.push(event);
      },
      { pageTimeoutMs: 4000 },
    );
    expect(info.pages).toBe(12);
    const seen = events.map((event) => {
      if (event.kind === 'page') return event.page.text;
      return event.kind === 'unreadable' ? [event.page, event.error.code] : event.kind;
    });
    const read: unknown[] = Array.from({ length: 12 }, (_, index) => `Page ${index + 1}`);
    expect(seen).toEqual(['opened', ...read.with(10, [11, 'parse-timeout'])]);
  });

  it('lets no time pass while the reader of a page is at work', async () => {
    pool = createParserPool({ size: 1, readable });
    await pool.parse({ bytes: text('Words.'), fileName: 'a.txt' }, () => {});
    const info = await pool.parse(
      { bytes: text('Words.'), fileName: 'a.txt' },
      () =>
        new Promise((done) => {
          setTimeout(done, 2500);
        }),
      { pageTimeoutMs: 2000 },
    );
    expect(info.pages).toBe(1);
  });

  it('reads a file again whose parser is killed, fails it the second time, and reads the next', async () => {
    pool = createParserPool({ size: 1, readable });
    const running = pool;
    const doomed = running.parse({ bytes: endless, fileName: 'a.md' }, () => {});
    const outcome = expect(doomed).rejects.toMatchObject({ code: 'parse-crashed' });
    const killed = new Set<number>();
    while (killed.size < 2) {
      await expect.poll(() => running.pids().filter((pid) => !killed.has(pid))).toHaveLength(1);
      await new Promise((done) => {
        setTimeout(done, 300);
      });
      for (const pid of running.pids()) process.kill(pid, 'SIGKILL');
      for (const pid of running.pids()) killed.add(pid);
    }
    await outcome;
    const info = await running.parse({ bytes: text('Words.'), fileName: 'a.txt' }, () => {});
    expect(info.pages).toBe(1);
  });

  it('reads a file whole whose parser is killed once', async () => {
    pool = createParserPool({ size: 1, readable });
    const running = pool;
    const pages: string[] = [];
    const file = { bytes: text('Words.'), fileName: 'a.txt' };
    const info = await running.parse(file, (event) => {
      if (event.kind !== 'page') return;
      pages.push(event.page.text);
      for (const pid of running.pids()) process.kill(pid, 'SIGKILL');
    });
    expect(info.pages).toBe(1);
    expect(pages).toEqual(['Words.']);
  });

  it('tells a parser that ran out of memory', async () => {
    pool = createParserPool({ size: 1, readable, memoryMb: 40 });
    const rows = `<table>${'<tr><td>a</td><td>b</td></tr>'.repeat(400_000)}</table>`;
    const heavy = pool.parse({ bytes: text(rows), fileName: 'a.html' }, () => {});
    await expect(heavy).rejects.toMatchObject({ code: 'parse-memory' });
  });

  it('stops at once when cancelled, also while waiting for a turn', async () => {
    pool = createParserPool({ size: 1, readable });
    const running = pool;
    const first = new AbortController();
    const second = new AbortController();
    const busy = running.parse({ bytes: endless, fileName: 'a.md' }, () => {}, {
      signal: first.signal,
    });
    const waiting = running.parse({ bytes: text('Words.'), fileName: 'a.txt' }, () => {}, {
      signal: second.signal,
    });
    second.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    const start = performance.now();
    setTimeout(() => {
      first.abort();
    }, 300);
    await expect(busy).rejects.toMatchObject({ code: 'cancelled' });
    // Half of what a parser without progress is given.
    expect(performance.now() - start).toBeLessThan(30_000);
    const info = await running.parse({ bytes: text('Words.'), fileName: 'a.txt' }, () => {});
    expect(info.pages).toBe(1);
  });

  it('replaces a process after its share of files', async () => {
    pool = createParserPool({ size: 1, readable, filesPerProcess: 2 });
    const pids = new Set<number>();
    for (let file = 0; file < 5; file += 1) {
      await pool.parse({ bytes: text('Words.'), fileName: 'a.txt' }, () => {});
      for (const pid of pool.pids()) pids.add(pid);
    }
    expect(pids.size).toBe(3);
    expect(pool.pids()).toHaveLength(1);
  });

  it('ends a process that has nothing to read, and starts another for the next file', async () => {
    pool = createParserPool({ size: 1, readable, idleMs: 200 });
    await pool.parse({ bytes: text('Words.'), fileName: 'a.txt' }, () => {});
    const [first] = pool.pids();
    await expect.poll(() => pool?.pids()).toEqual([]);
    const { pages } = await pool.parse({ bytes: text('More.'), fileName: 'b.txt' }, () => {});
    expect(pages).toBe(1);
    expect(pool.pids()).toHaveLength(1);
    expect(pool.pids()).not.toContain(first);
  });

  it('does not end a process over a file that takes longer than it may wait', async () => {
    pool = createParserPool({ size: 1, readable, idleMs: 50 });
    await pool.parse({ bytes: text('Words.'), fileName: 'a.txt' }, () => {});
    const slowly = () =>
      new Promise<void>((done) => {
        setTimeout(done, 200);
      });
    const { pages } = await pool.parse({ bytes: text('More.'), fileName: 'b.txt' }, slowly);
    expect(pages).toBe(1);
  });

  it('leaves no process behind when disposed of, and fails what was being read', async () => {
    pool = createParserPool({ size: 2, readable });
    const reading = pool.parse({ bytes: endless, fileName: 'a.md' }, () => {});
    const outcome = expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    const running = pool;
    await expect.poll(() => running.pids()).toHaveLength(1);
    const pids = running.pids();
    await running.dispose();
    await outcome;
    expect(pids.map((pid) => isAlive(pid))).toEqual([false]);
  });

  it('stops reading when the reader of the pages throws', async () => {
    pool = createParserPool({ size: 1, readable });
    const failing = pool.parse({ bytes: text('Words.'), fileName: 'a.txt' }, () => {
      throw new Error('full');
    });
    await expect(failing).rejects.toThrow('full');
    const info = await pool.parse({ bytes: text('Words.'), fileName: 'a.txt' }, () => {});
    expect(info.pages).toBe(1);
  });

  it('reads the next file whatever the parser was doing when a file was refused', async () => {
    pool = createParserPool({ size: 1, readable });
    const refusal = new CarrelFailure('file-too-large', 'It holds too much text.');
    const refused = pool.parse({ bytes: text(poisonedPdf(30, 29)), fileName: 'a.pdf' }, (event) => {
      if (event.kind === 'page') throw refusal;
    });
    await expect(refused).rejects.toBe(refusal);
    const info = await pool.parse({ bytes: text('Words.'), fileName: 'a.txt' }, () => {}, {
      pageTimeoutMs: 20_000,
    });
    expect(info.pages).toBe(1);
  });

  it('keeps its processes from files, network and programs', async () => {
    pool = createParserPool({ size: 1, readable });
    const folder = mkdtempSync(join(tmpdir(), 'carrel-pool-'));
    const otherFile = join(folder, 'other.txt');
    writeFileSync(otherFile, 'not for parsers');
    const findings = await pool.probe({
      tcpPort: 9,
      udpPort: 9,
      unixSocket: join(folder, 'socket'),
      outsideFile: join(folder, 'written.txt'),
      otherFile,
      command: '/bin/true',
    });
    const outcome = (name: string): string | undefined =>
      findings.find((finding) => finding.probe === name)?.outcome;
    for (const name of ['tcp', 'child-process', 'unix-socket'])
      expect(outcome(name)).toBe('blocked');
    expect(findings).toHaveLength(6);
    rmSync(folder, { recursive: true });
  });
});
