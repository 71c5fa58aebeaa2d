// Writes resources/samples from the texts beside this file: `npm run samples`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { handbook } from './handbook.ts';
import { letters, presentations } from './office-documents.ts';
import { renderDocx } from './render-docx.ts';
import { renderPdf } from './render-pdf.ts';
import { renderPptx } from './render-pptx.ts';
import { texts } from './text-documents.ts';

const folder = resolve(import.meta.dirname, '../../resources/samples');
mkdirSync(folder, { recursive: true });

function write(name: string, data: string | Uint8Array): void {
  writeFileSync(join(folder, name), data);
  console.log(name);
}

write(
  'Employee-handbook.pdf',
  await renderPdf({
    file: 'Employee-handbook.pdf',
    title: 'Employee handbook',
    sections: handbook,
  }),
);
for (const document of letters) write(document.file, await renderDocx(document));
for (const document of presentations) write(document.file, await renderPptx(document));
for (const [name, text] of Object.entries(texts)) write(name, text);
