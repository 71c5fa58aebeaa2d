import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { DrawnPage } from '../../src/ocr/draw.ts';
import { turned } from '../../src/ocr/grey.ts';
import { pdfOf, pngOf, scanOf, SHEET } from '../ocr/scanned.ts';

/** Lines of the contract's scanned page, 20 points apart. */
const contract = [
  'Kaufvertrag über ein Ruderboot',
  'Der Kaufpreis des Ruderboots beträgt 4.870 Euro.',
  'Die Übergabe findet am 17. Mai 2024 am Bootssteg statt.',
  'Die Anzahlung für den Anhänger beträgt 1.350 Euro.',
];
/** Where the digits of the deposit stand on it, and a band of them that the copier lost, in points. */
const lost = { left: 258, right: 289, top: 103, bottom: 106 };

/**
 * A folder of scans: a contract whose second page is a picture with a damaged amount, and an archive
 * with a receipt that lay sideways in the scanner. Returns its path.
 */
export async function writeScans(): Promise<string> {
  const folder = join(mkdtempSync(join(tmpdir(), 'carrel-scans-')), 'Bootshaus');
  mkdirSync(folder);
  const page = pngOf(damaged(await scanOf(contract)));
  const pdf = await pdfOf(
    (drawn) => drawn.text('Anlage zum Protokoll des Rudervereins.', 40, 40),
    (drawn) => drawn.image(page, 0, 0, { ...SHEET }),
  );
  writeFileSync(join(folder, 'Kaufvertrag.pdf'), pdf);
  const receipt = await scanOf([
    'Quittung Nummer 58',
    'Die Segelmacherei hat für das Segel 620 Euro erhalten.',
    'Das Segel wird in der Halle am Kanal gelagert.',
  ]);
  const archive = zipSync({
    'Belege/Quittung.png': pngOf(turned(receipt, 1)),
    'Hinweis.txt': strToU8('Der Schlüssel zur Halle hängt im Flur.\n'),
  });
  writeFileSync(join(folder, 'Akten.zip'), archive);
  return folder;
}

/** The page with a white band through the digits of one amount. */
function damaged(page: DrawnPage): DrawnPage {
  const data = page.data.slice();
  const scale = page.dpi / 72;
  for (let y = Math.round(lost.top * scale); y < lost.bottom * scale; y += 1) {
    const row = y * page.width;
    data.fill(255, row + Math.round(lost.left * scale), row + Math.round(lost.right * scale));
  }
  return { ...page, data };
}
