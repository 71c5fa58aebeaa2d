import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePdf, put } from '../parse/pdf/make.ts';

/** A name and a text that would run, load or mislead if either were taken for markup. */
export const hostileName = '<img src=x onerror=run()>\u202Etxt.exe.txt';
const hostileText = `The parrot in the porter's lodge is called Admiral. <script>window.ran = true</script>
<img src="http://127.0.0.1:9/parrot.png" onerror="window.ran = true">
The parrot eats \u202Esdees rewolfnus\u202C and [seeds](javascript:window.ran=true) ![](http://127.0.0.1:9/seed.png).
`;

/** Writes a folder of small documents in three languages and returns its path. */
export async function writeDocuments(): Promise<string> {
  const folder = join(mkdtempSync(join(tmpdir(), 'carrel-ask-')), 'Hausverwaltung');
  mkdirSync(folder);
  const lease = await makePdf((pdf) => {
    put(pdf, 'Mietvertrag über eine Garage', 40, 60, 16);
    put(pdf, 'Die Garage liegt in der Lindenstraße 12.', 40, 100);
    pdf.addPage();
    pdf.outline.addItem('Kaution und Übergabe');
    put(pdf, 'Die Kaution für die Garage beträgt 450 Euro.', 40, 60);
    put(pdf, 'Die Garage wird am ersten Juni übergeben.', 40, 90);
  });
  writeFileSync(join(folder, 'Garage.pdf'), lease);
  writeFileSync(
    join(folder, 'Laundry.txt'),
    'The laundry room is open from seven to nine in the evening. One load of washing costs 3 euros.\n' +
      'The washing machines were bought in 2019.\n',
  );
  writeFileSync(
    join(folder, 'Jardin.md'),
    '# Le jardin\n\nLe jardin est arrosé chaque lundi par le gardien.\n',
  );
  writeFileSync(join(folder, hostileName), hostileText);
  return folder;
}
