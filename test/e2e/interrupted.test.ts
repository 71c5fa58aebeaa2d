import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { beforeAll, expect, test } from 'vitest';
import {
  carrel,
  carrelJson,
  processBelow,
  samples,
  start,
  temporaryFolder,
  until,
  type Running,
} from './carrel.ts';
import { addedShape, answerShape, listShape, verifyShape } from './shapes.ts';
import { smallModels } from './small-models.ts';

const own = temporaryFolder('interrupted');
const documents = join(own, 'documents');
const files = 60;
let small = '';

beforeAll(async () => {
  small = await smallModels();
  mkdirSync(documents);
  for (let index = 0; index < files; index += 1) {
    const lines = Array.from(
      { length: 30 },
      (_, line) => `Shelf ${index} of the archive holds box ${line} with letters of that year.`,
    );
    writeFileSync(
      join(documents, `shelf-${String(index).padStart(2, '0')}.md`),
      `# Shelf ${index}\n\n${lines.join('\n\n')}\n\nThe mark of this shelf is mark${index}sign.\n`,
    );
  }
});

/** A home of its own with an import under way that has read some of the files. */
async function importing(name: string): Promise<Running & { options: { home: string } }> {
  const options = { home: join(own, name), env: { CARREL_MODELS: small } };
  const running = start(['add', documents], options);
  await processBelow(running.child.pid, 'src/parse/main');
  return { ...running, options };
}

async function expectWhole(options: { home: string }): Promise<void> {
  const { documents: listed } = await carrelJson(listShape, ['list'], options);
  expect(listed.filter(({ status }) => status !== 'indexed')).toEqual([]);
  expect(new Set(listed.map(({ path }) => path)).size).toBe(files);
  expect(listed).toHaveLength(files);
  const report = await carrelJson(verifyShape, ['verify'], options);
  expect(report.documents).toBe(files);
  expect(report.passages).toBe(listed.reduce((sum, { passages }) => sum + passages, 0));
  expect(report.vectors).toBe(report.passages);
}

test('Ctrl-C stops an import with 130, and the next add goes on from there', async () => {
  const { child, ended, options } = await importing('stopped');
  child.kill('SIGINT');
  const { code, stderr } = await ended;
  expect(stderr).toContain('goes on from here');
  expect(code).toBe(130);
  const { documents: between } = await carrelJson(listShape, ['list'], options);
  expect(between.some(({ status }) => status !== 'indexed')).toBe(true);
  expect(between.every(({ status }) => status !== 'failed' && status !== 'parsing')).toBe(true);
  const { progress } = await carrelJson(addedShape, ['add', documents], options);
  expect(progress.filesFailed).toBe(0);
  await expectWhole(options);
});

test('the engine killed in the middle: the same add goes on to its end', async () => {
  const { child, ended, options } = await importing('engine-killed');
  process.kill(await processBelow(child.pid, 'src/engine/main'), 'SIGKILL');
  const { code, stderr } = await ended;
  expect(stderr).toContain('the import goes on');
  expect(code).toBe(0);
  await expectWhole(options);
});

test('the command line killed in the middle: nothing is left running, the next add goes on', async () => {
  const { child, ended, options } = await importing('door-killed');
  const engine = await processBelow(child.pid, 'src/engine/main');
  child.kill('SIGKILL');
  await ended;
  await until('the end of the engine', () => !readdirSync('/proc').includes(String(engine)));
  const { code } = await carrel(['add', documents], options);
  expect(code).toBe(0);
  await expectWhole(options);
});

test('a parser killed in the middle: its file is read by another one', async () => {
  const { child, ended, options } = await importing('parser-killed');
  process.kill(await processBelow(child.pid, 'src/parse/main'), 'SIGKILL');
  expect((await ended).code).toBe(0);
  await expectWhole(options);
});

test('the process of the models killed in the middle: it is started again, no vector is lost', async () => {
  const { child, ended, options } = await importing('inference-killed');
  process.kill(await processBelow(child.pid, 'src/inference/main'), 'SIGKILL');
  expect((await ended).code).toBe(0);
  await expectWhole(options);
});

/** A PDF with many pages, so that reading it takes a while. */
async function longPdf(path: string): Promise<void> {
  const document = new PDFDocument();
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  const done = new Promise((resolve) => {
    document.on('end', resolve);
  });
  for (let page = 1; page <= 150; page += 1) {
    if (page > 1) document.addPage();
    for (let line = 0; line < 25; line += 1) {
      document.text(`Line ${line} of page ${page} tells of the weather on the northern coast.`);
    }
  }
  document.end();
  await done;
  writeFileSync(path, Buffer.concat(parts));
}

test('asked by a second command in the middle of an import, with one file failed: both are said', async () => {
  const place = join(own, 'mixed');
  mkdirSync(place);
  writeFileSync(join(place, 'a-first.txt'), 'The winter tyres are kept in hall nine.\n');
  writeFileSync(join(place, 'b-empty.pdf'), '');
  for (let index = 0; index < 6; index += 1) await longPdf(join(place, `c-long-${index}.pdf`));
  const home = join(own, 'mixed-home');
  // The real models: with random weights everything would be an answer.
  const adding = start(['add', place], { home });
  await processBelow(adding.child.pid, 'src/parse/main');
  let listed = await carrelJson(listShape, ['list'], { home });
  for (let tries = 0; tries < 30; tries += 1) {
    if (listed.documents.some(({ status }) => status === 'failed')) break;
    listed = await carrelJson(listShape, ['list'], { home });
  }
  const question = 'Who won the football world championship in 1974?';
  const answer = await carrelJson(answerShape, ['ask', question], { home });
  expect(adding.child.exitCode).toBeNull();
  expect(answer.coverage).toMatchObject({ inScope: 8, failed: 1 });
  expect(answer.coverage.withVectors).toBeLessThan(7);
  expect(answer.verdict).toBe('perhaps');
  expect(answer.found).toBe(true);
  const { stdout } = await carrel(['ask', question], { home });
  expect(stdout).toContain('1 could not be read');
  expect(stdout).toMatch(/still to be read|by words only so far/u);

  adding.child.kill('SIGINT');
  const { code } = await adding.ended;
  expect(code).toBe(130);
}, 180_000);

test('two commands at once on a new home: one starts the engine, both are served', async () => {
  const options = { home: join(own, 'together'), env: { CARREL_MODELS: small } };
  const [first, second] = await Promise.all([
    carrel(['add', join(samples, 'Lieferanten.txt')], options),
    carrel(['add', join(samples, 'Guide-accueil.md')], options),
  ]);
  expect([first.code, second.code]).toEqual([0, 0]);
  const { documents: listed } = await carrelJson(listShape, ['list'], options);
  expect(listed.map(({ status }) => status)).toEqual(['indexed', 'indexed']);
});
