import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Document, ExternalHyperlink, Packer, Paragraph, TextRun } from 'docx';
import { makePdf, put } from '../parse/pdf/make.ts';

/** A document whose name and text would run, load or mislead if either were taken for markup. */
export interface HostileDocument {
  readonly name: string;
  /** What it answers, and the words of the answer. */
  readonly question: string;
  readonly says: string;
  /** As it stands in the text, and must be seen to stand there. */
  readonly payload: string;
}

/** Where loads would go; nothing that is asked for may carry this name. */
export const loot = 'loot.png';
const away = `http://127.0.0.1:9/${loot}`;

export const hostileDocuments: readonly HostileDocument[] = [
  {
    name: `<img src=${loot} onerror=window.ran=true>.txt`,
    question: 'What is the parrot in the lodge called?',
    says: 'The parrot in the lodge is called Admiral',
    payload: `<script>window.ran=true</script><img src="${away}" onerror="window.ran=true">`,
  },
  {
    name: `"><svg onload=window.ran=true>.md`,
    question: 'Which colour has the ferryman’s tortoise?',
    says: 'The ferryman’s tortoise has a green shell',
    payload: `<iframe srcdoc="<script>parent.ran=true</script>"></iframe>`,
  },
  {
    name: `$t(ask:field.ask) {{name}} %3Cscript%3E.html`,
    question: 'How old is the hedgehog of the boiler room?',
    says: 'The hedgehog of the boiler room is eleven years old',
    payload: `<img src=x onerror=window.ran=true>`,
  },
  {
    name: 'report-\u202Excod.exe\u202C\u2067.docx',
    question: 'Where does the goat of the caretaker sleep?',
    says: 'The goat of the caretaker sleeps behind the woodpile',
    payload: `javascript:window.ran=true`,
  },
  {
    name: `javascript:window.ran=true.pdf`,
    question: 'What does the heron on the roof eat?',
    says: 'The heron on the roof eats goldfish',
    payload: `"><object data=${away}></object>`,
  },
];

/** Writes them into a folder, whose path comes back. */
export async function writeHostile(): Promise<string> {
  const folder = join(mkdtempSync(join(tmpdir(), 'carrel-hostile-')), '<b onclick=ran()>Tiere');
  mkdirSync(folder);
  const [text, markdown, html, docx, pdf] = hostileDocuments;
  if (!text || !markdown || !html || !docx || !pdf) throw new Error('five documents');
  writeFileSync(
    join(folder, text.name),
    `${text.says}.\n\n${text.payload}\n\nLunch is \u202Epuos elteel\u202C on Mondays.\n`,
  );
  writeFileSync(
    join(folder, markdown.name),
    `# [Pets](javascript:window.ran=true)\n\n${markdown.says}. ${escaped(markdown.payload)}\n\n` +
      `![beacon](${away}) <img src="${away}"> [here](javascript:window.ran=true)\n\n` +
      `<script>window.ran=true</script>\n`,
  );
  writeFileSync(
    join(folder, html.name),
    `<!doctype html><title></title><base href="${away}"><meta http-equiv=refresh content="0;url=${away}">` +
      `<link rel=stylesheet href="${away}"><body onload="window.ran=true" background="${away}">` +
      `<script>window.ran=true</script><img src="${away}" onerror="window.ran=true">` +
      `<p>${html.says}. ${escaped(html.payload)} <a href="javascript:window.ran=true">here</a></p>`,
  );
  writeFileSync(join(folder, docx.name), await wordFile(docx));
  writeFileSync(join(folder, pdf.name), await pdfFile(pdf));
  return folder;
}

function escaped(markup: string): string {
  return markup.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

async function wordFile({ says, payload }: HostileDocument): Promise<Buffer> {
  const link = (to: string, text: string): ExternalHyperlink =>
    new ExternalHyperlink({ link: to, children: [new TextRun(text)] });
  const children = [
    new TextRun(`${says}. ${payload} `),
    link('javascript:window.ran=true', 'here'),
    link(away, ' and there'),
  ];
  return await Packer.toBuffer(
    new Document({ sections: [{ children: [new Paragraph({ children })] }] }),
  );
}

/** With links and a script that runs when it is opened. */
async function pdfFile({ says, payload }: HostileDocument): Promise<Buffer> {
  return await makePdf((pdf) => {
    put(pdf, `${says}.`, 40, 60);
    put(pdf, payload, 40, 80);
    pdf.link(0, 0, 400, 250, away);
    pdf.link(0, 250, 400, 250, 'javascript:window.ran=true');
    pdf.addNamedJavaScript('start', `app.launchURL("${away}"); window.ran = true;`);
  });
}
