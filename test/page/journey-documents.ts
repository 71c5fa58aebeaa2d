import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Document, Packer, Paragraph } from 'docx';
import { makePdf, put, withoutSecondPage } from '../parse/pdf/make.ts';

/** A PDF by its name and beginning, and nothing of one after it. */
const torn = '%PDF-1.7\nThis file was torn on its way.\n';

/** Documents of a mountain hut in a folder: PDF, DOCX, HTML, text, and a broken PDF. */
export interface Hut {
  /** The folder to be dropped; its parent is the test's own. */
  readonly folder: string;
  /** The broken file as it should have been. */
  readonly mended: Buffer;
}

/** Writes the documents of the hut. */
export async function writeHut(): Promise<Hut> {
  const folder = join(mkdtempSync(join(tmpdir(), 'carrel-journey-')), 'Refuge');
  mkdirSync(join(folder, 'Devis'), { recursive: true });
  const rules = await makePdf((pdf) => {
    put(pdf, 'Règlement du refuge', 40, 60, 16);
    put(pdf, 'Le refuge est ouvert de juin à septembre.', 40, 100);
    pdf.addPage();
    put(pdf, 'La clé du local à skis est rangée dans le coffre rouge.', 40, 60);
    put(pdf, 'Les chiens dorment dans la grange.', 40, 90);
  });
  writeFileSync(join(folder, 'Règlement.pdf'), rules);
  writeFileSync(
    join(folder, 'Fahrplan.docx'),
    await docx([
      'Der letzte Bus zum Bahnhof fährt um 19 Uhr 40 an der Brücke ab.',
      'Sonntags fährt kein Bus.',
    ]),
  );
  writeFileSync(
    join(folder, 'Kitchen.html'),
    '<!doctype html><title>Kitchen</title><h1>The kitchen</h1>' +
      '<p>The kitchen serves barley soup until nine in the evening.</p>' +
      '<p>The pots hang above the stove.</p>',
  );
  writeFileSync(
    join(folder, 'Weather.txt'),
    'The weather station stands on the roof of the hut.\nIts battery is changed every autumn.\n',
  );
  writeFileSync(join(folder, 'Devis', 'Toiture.pdf'), torn);
  const mended = await makePdf((pdf) => {
    put(pdf, 'Devis pour la toiture', 40, 60, 16);
    put(pdf, 'La réparation de la toiture coûte 8200 euros.', 40, 100);
  });
  return { folder, mended };
}

/** Writes a folder whose only file cannot be read, to be added by its path. */
export function writeTorn(parent: string): string {
  const folder = join(parent, 'Inventaire');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'Vaisselle.docx'), 'PK\u0003\u0004 torn');
  return folder;
}

/** Writes a PDF whose first page can be read and whose second cannot. Returns its path. */
export async function writeHalfRead(parent: string): Promise<string> {
  const whole = await makePdf((pdf) => {
    put(pdf, 'La terrasse du refuge', 40, 60, 16);
    put(pdf, 'La terrasse compte dix-sept tables en mélèze.', 40, 100);
    pdf.addPage();
    put(pdf, 'Les parasols sont rentrés le soir.', 40, 60);
  });
  const path = join(parent, 'Terrasse.pdf');
  writeFileSync(path, withoutSecondPage(whole));
  return path;
}

/** The paragraphs as a Word file. */
export async function docx(paragraphs: readonly string[]): Promise<Buffer> {
  const children = paragraphs.map((text) => new Paragraph(text));
  return await Packer.toBuffer(new Document({ sections: [{ children }] }));
}

/** Writes so many texts of some pages each, whose reading takes its time. */
export function writeMany(parent: string, name: string, files: number): string {
  const folder = join(parent, name);
  mkdirSync(folder, { recursive: true });
  for (let number = 1; number <= files; number += 1) {
    const lines = Array.from(
      { length: 60 },
      (_, line) =>
        `Day ${String(line + 1)} at post ${String(number)} of ${name}: the rope was looked over.`,
    );
    writeFileSync(join(folder, `${name} ${String(number)}.txt`), `${lines.join('\n')}\n`);
  }
  return folder;
}
