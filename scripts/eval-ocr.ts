// `npm run eval:ocr -- DIR [--pages N] [--dpi N]`: character error rate of text recognition, beside
// the `tesseract` program's where it is installed.
//
// Of DIR are taken: pictures beside a text of the same name (`x.tif`, `x.txt` or `x.gold.txt`), and
// up to N pages of PDF files with a text layer, drawn as a scanner would see them: their own text is
// what should be read.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ocrLanguage, type OcrLanguage } from '../src/contract/ocr.ts';
import { detectLanguage } from '../src/language/detect.ts';
import { tesseractCode } from '../src/ocr/core.ts';
import { Drawing, type DrawnPage } from '../src/ocr/draw.ts';
import { scaled, toPgm } from '../src/ocr/grey.ts';
import { OpenFile } from '../src/ocr/open-file.ts';
import { readPage } from '../src/ocr/read-page.ts';
import { Recogniser } from '../src/ocr/recogniser.ts';
import { readDocument } from '../src/parse/registry.ts';
import { errorRate } from '../src/evaluation/error-rate.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pages: { type: 'string', default: '20' },
    dpi: { type: 'string', default: '150' },
  },
});
const [folder] = positionals;
if (folder === undefined) {
  process.stderr.write('usage: npm run eval:ocr -- DIR [--pages N] [--dpi N]\n');
  process.exit(2);
}

interface Sample {
  readonly name: string;
  readonly gold: string;
  readonly draw: () => Promise<DrawnPage>;
}

const recogniser = await Recogniser.create();
const temporary = mkdtempSync(join(tmpdir(), 'carrel-ocr-'));
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();

/** The name that a picture and its text share: without a leading sum, turns and endings. */
function stem(path: string): string {
  return basename(path)
    .replace(/^[0-9a-f]{6}_/u, '')
    .replace(/\.(?:gold\.txt|txt|tiff?|png|jpe?g|bmp|gif|webp)$/iu, '')
    .replace(/-?rot(?:ated)?(?:-\w+)?$/u, '');
}

function pictures(): Sample[] {
  const texts = new Map(
    files.filter((file) => file.endsWith('.txt')).map((file) => [stem(file), file]),
  );
  return files
    .filter((file) => /\.(?:tiff?|png|jpe?g|bmp|gif|webp)$/iu.test(file))
    .flatMap((file): Sample[] => {
      const text = texts.get(stem(file));
      if (text === undefined) return [];
      const draw = async (): Promise<DrawnPage> => {
        const open = await OpenFile.open(readFileSync(file), (bytes) => recogniser.toPng(bytes));
        try {
          return (await open.draw(1, { width: 0, height: 0, rotation: 0 })).drawn;
        } finally {
          open.close();
        }
      };
      return [{ name: basename(file), gold: readFileSync(text, 'utf8'), draw }];
    });
}

async function* pdfPages(most: number, dpi: number): AsyncGenerator<Sample> {
  let taken = 0;
  for (const file of files.filter((each) => each.endsWith('.pdf'))) {
    if (taken >= most) return;
    const bytes = readFileSync(file);
    const gold = await firstText(bytes);
    if (gold === undefined) continue;
    taken += 1;
    yield {
      name: `${basename(file)} p. 1 at ${dpi} dpi`,
      gold,
      draw: async () => {
        const drawing = await Drawing.open(bytes);
        try {
          const page = await drawing.draw(1);
          return { ...page, ...scaled(page, dpi / page.dpi), dpi };
        } finally {
          drawing.close();
        }
      },
    };
  }
}

/** The text of a first page that is running text in a language that can be read, or undefined. */
async function firstText(bytes: Uint8Array): Promise<string | undefined> {
  try {
    for await (const event of readDocument({ bytes, fileName: 'x.pdf' })) {
      if (event.kind !== 'page') continue;
      const { text, rotation } = event.page;
      const telling = text.length > 400 && rotation === 0;
      return telling && ocrLanguage.safeParse(detectLanguage(text)).success ? text : undefined;
    }
  } catch {
    // Damaged and locked files are no samples.
  }
  return undefined;
}

function byProgram(page: DrawnPage, language: OcrLanguage): string | undefined {
  const input = join(temporary, 'page.pgm');
  writeFileSync(input, toPgm(page));
  const args = [input, '-', '-l', tesseractCode(language), '--dpi', String(Math.round(page.dpi))];
  const run = spawnSync('tesseract', args, {
    encoding: 'utf8',
    env: { ...process.env, OMP_THREAD_LIMIT: '1' },
  });
  return run.status === 0 ? run.stdout : undefined;
}

const sums = { letters: 0, own: 0, program: 0, programLetters: 0 };

async function measure({ name, gold, draw }: Sample): Promise<void> {
  const parsed = ocrLanguage.safeParse(detectLanguage(gold));
  const language = parsed.success ? parsed.data : 'en';
  const page = await draw();
  const shape = {
    number: 1,
    width: page.pointsWide,
    height: page.pointsHigh,
    rotation: 0,
  } as const;
  let text = '';
  try {
    text = readPage(recogniser, page, shape, [language]).page.text;
  } catch {
    // Given up: all of its characters count as wrong.
  }
  const own = errorRate(text, gold);
  const other = byProgram(page, language);
  const program = other === undefined ? undefined : errorRate(other, gold);
  sums.letters += own.letters;
  sums.own += own.errors;
  if (program !== undefined) {
    sums.program += program.errors;
    sums.programLetters += program.letters;
  }
  const beside = program === undefined ? '-' : percent(program.errors, program.letters);
  process.stdout.write(`${percent(own.errors, own.letters)}  ${beside}  ${own.letters}  ${name}\n`);
}

function percent(errors: number, letters: number): string {
  return `${((100 * errors) / Math.max(1, letters)).toFixed(2)}%`;
}

process.stdout.write('carrel  tesseract  characters  sample\n');
for (const sample of pictures()) await measure(sample);
for await (const sample of pdfPages(Number(values.pages), Number(values.dpi)))
  await measure(sample);
const program = sums.programLetters === 0 ? '-' : percent(sums.program, sums.programLetters);
process.stdout.write(`${percent(sums.own, sums.letters)}  ${program}  ${sums.letters}  all\n`);
rmSync(temporary, { recursive: true, force: true });
