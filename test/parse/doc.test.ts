import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readFile } from './read.ts';

const lease = readFileSync(join(import.meta.dirname, 'fixtures/lease.doc'));

it('reads headings, lists with their numbers, a table, a note and facts of a Word 97 file', async () => {
  const { info, lines } = await readFile(lease, 'lease.doc');
  expect(info).toEqual({
    format: 'doc',
    title: 'Lease of the harbour shed',
    author: 'Ada Example',
    created: '',
    pages: 1,
  });
  expect(lines).toEqual([
    'h1 Lease of the harbour shed',
    'paragraph Parties are the harbour office and the tenant.',
    'h2 Rent',
    'paragraph The rent is due each month.',
    'footnote Paid by transfer only.',
    'th Year|Rent',
    'tr 2025|1,200 €',
    'tr 2026|1,260 €',
    'paragraph The tenant:',
    'li0 1. keeps the shed dry',
    'li0 2. locks it',
    'li1 a. at night',
    'li0 no fires',
    'paragraph Łódź, 3 March 2025 – übergeben',
  ]);
});

/** Where the document stream begins, by the magic number of its block. */
function streamAt(bytes: Buffer): number {
  return bytes.indexOf(Buffer.from([0xec, 0xa5]));
}

it('tells a file with a password', async () => {
  const bytes = Buffer.from(lease);
  const flags = streamAt(bytes) + 0x0a;
  bytes.writeUInt16LE(bytes.readUInt16LE(flags) | 0x0100, flags);
  await expect(readFile(bytes, 'lease.doc')).rejects.toMatchObject({ code: 'file-encrypted' });
});

it('reads or refuses files with any part of them broken, and never hangs', async () => {
  const outcomes = new Set<string>();
  // Bytes of the block that say where things are, each set to what points far away.
  for (let at = 0x4c; at < 0x300; at += 4) {
    const bytes = Buffer.from(lease);
    bytes.writeUInt32LE(0x7f_ff_ff_f0, streamAt(bytes) + at);
    const outcome = await readFile(bytes, 'lease.doc').then(
      () => 'read',
      (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'bug'),
    );
    outcomes.add(outcome);
  }
  for (const length of [100, 600, 2000, 5000, 9000]) {
    const cut = readFile(lease.subarray(0, length), 'lease.doc');
    await expect(cut).rejects.toMatchObject({ code: 'file-damaged' });
  }
  expect([...outcomes].toSorted()).toEqual(['file-damaged', 'read']);
});
