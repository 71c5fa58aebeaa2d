import { mkdirSync, mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePdf, put } from '../parse/pdf/make.ts';

/** A name that is markup, and reads backwards in part. */
export const hostileName = '<img src=x onerror=run()>&amp;.txt';

/** Writes a folder of all kinds of files: good, empty, foreign, hidden, nested. Returns its path. */
export async function writeMixedFolder(): Promise<string> {
  const folder = join(mkdtempSync(join(tmpdir(), 'carrel-add-')), 'Werkstatt');
  mkdirSync(join(folder, 'Pläne', '2025'), { recursive: true });
  mkdirSync(join(folder, '.git'));
  const plan = await makePdf((pdf) => {
    put(pdf, 'Wartungsplan der Drehbank', 40, 60, 16);
    put(pdf, 'Die Drehbank wird alle 400 Stunden geölt.', 40, 100);
  });
  writeFileSync(join(folder, 'Pläne', '2025', 'Drehbank.pdf'), plan);
  writeFileSync(join(folder, 'Notiz.txt'), 'Der Schlüssel liegt unter der dritten Werkbank.\n');
  writeFileSync(join(folder, hostileName), 'A quiet text under a loud name.\n');
  writeFileSync(join(folder, 'leer.txt'), '');
  writeFileSync(join(folder, 'Rundgang.mp4'), Buffer.from('000000186674797069736f6d', 'hex'));
  writeFileSync(join(folder, '.git', 'config'), 'hidden');
  writeFileSync(join(folder, '~$Notiz.docx'), 'hidden');
  return folder;
}

/** Writes a file of so many megabytes of text, for a copy that takes its time. */
export function writeLarge(folder: string, megabytes: number): string {
  const file = join(folder, 'Protokolle.log');
  writeFileSync(file, '');
  truncateSync(file, megabytes * 1024 * 1024);
  return file;
}
