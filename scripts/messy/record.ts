import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { z } from 'zod';

/** What became of one file; a line of the results. */
export const messyRecord = z.strictObject({
  /** Below the folder, `/`-separated. */
  file: z.string(),
  bytes: z.number(),
  /** The engine's word, or `crashed` where the engine died or broke off. */
  status: z.string(),
  /** Reason code and sentence; empty where all is well. */
  code: z.string(),
  message: z.string(),
  pages: z.number(),
  /** Letters and digits of the stored text, of what lies inside the file too. */
  letters: z.number(),
  /** From asking to add the file until its words are found. */
  seconds: z.number(),
  /** Highest resident memory of a parser process, and the highest sum over all processes, in MB. */
  parserMb: z.number(),
  allMb: z.number(),
  /** Letters and digits that other programs get from it, by their names. */
  others: z.record(z.string(), z.number()).optional(),
});
export type MessyRecord = z.infer<typeof messyRecord>;

/** The results so far; a later line about a file replaces an earlier one. */
export function readRecords(path: string): Map<string, MessyRecord> {
  const records = new Map<string, MessyRecord>();
  if (!existsSync(path)) return records;
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '') continue;
    const record = messyRecord.parse(JSON.parse(line));
    records.set(record.file, record);
  }
  return records;
}

export function appendRecord(path: string, record: MessyRecord): void {
  appendFileSync(path, `${JSON.stringify(record)}\n`);
}

/** A file's type by its name, in lower case; `none` where it has no extension. */
export function typeOf(file: string): string {
  const extension = extname(file).slice(1).toLowerCase();
  return extension === '' ? 'none' : extension;
}

/** Letters and digits in a text: what programs agree on, whatever they do with white space. */
export function countLetters(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
