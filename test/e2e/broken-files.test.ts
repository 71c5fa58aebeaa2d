import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { beforeAll, expect, test } from 'vitest';
import type { DocumentEntry } from '../../src/contract/documents.ts';
import { carrel, carrelJson, samples, temporaryFolder } from './carrel.ts';
import { addedShape, answerShape, listShape } from './shapes.ts';
import { smallModels } from './small-models.ts';

const own = temporaryFolder('broken');
const documents = join(own, 'documents');
const options = { home: join(own, 'home'), env: { CARREL_MODELS: '' } };
let lines: ReadonlyMap<string, DocumentEntry> = new Map();

/** A PDF of one line, locked with a password where one is given. */
async function pdf(line: string, userPassword?: string): Promise<Buffer> {
  const document = new PDFDocument(userPassword === undefined ? {} : { userPassword });
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  const done = new Promise((resolve) => {
    document.on('end', resolve);
  });
  document.text(line);
  document.end();
  await done;
  return Buffer.concat(parts);
}

beforeAll(async () => {
  options.env.CARREL_MODELS = await smallModels();
  mkdirSync(join(documents, 'closed'), { recursive: true });
  const write = (name: string, bytes: string | Uint8Array): void => {
    writeFileSync(join(documents, name), bytes);
  };
  write('sound.txt', 'The harbour crane was painted yellow in spring.\n');
  write('sound.pdf', await pdf('The lighthouse keeper retired in October.'));
  write('empty.pdf', '');
  write('locked.pdf', await pdf('The safe holds nothing.', 'a password'));
  const handbook = readFileSync(join(samples, 'Employee-handbook.pdf'));
  write('cut.pdf', handbook.subarray(0, 400));
  write(
    'unknown.bin',
    Uint8Array.from({ length: 2000 }, (_, index) => (index * 37) % 251),
  );
  write('no-words.txt', ' \n\n');
  symlinkSync('gone.txt', join(documents, 'dangling.txt'));
  symlinkSync(documents, join(documents, 'loop'));
  const { problemCount } = await carrelJson(addedShape, ['add', documents], options);
  expect(problemCount).toBe(6);
  const listed = await carrelJson(listShape, ['list'], options);
  lines = new Map(listed.documents.map((entry) => [entry.document, entry]));
}, 120_000);

test.each([
  ['empty.pdf', 'failed', 'file-empty'],
  ['locked.pdf', 'failed', 'file-encrypted'],
  ['cut.pdf', 'failed', 'file-damaged'],
  ['unknown.bin', 'skipped', 'format-unsupported'],
  ['no-words.txt', 'failed', 'no-text'],
  ['dangling.txt', 'missing', 'path-missing'],
])('%s is %s with the reason %s', (name, status, code) => {
  expect(lines.get(name)).toMatchObject({ status, reason: { code } });
  // What happened, and what to do: two sentences at the least.
  expect(lines.get(name)?.reason?.message).toMatch(/\.\s\p{Lu}.+\.$/u);
});

test('the sound ones beside them are not harmed', async () => {
  expect(lines.get('sound.txt')).toMatchObject({ status: 'indexed', reason: null });
  expect(lines.get('sound.pdf')).toMatchObject({ status: 'indexed', pages: 1 });
  expect(lines.size).toBe(8);
  const { code, stdout } = await carrel(['search', 'lighthouse', '--mode', 'text'], options);
  expect(code).toBe(0);
  expect(stdout).toContain('sound.pdf, p. 1');
});

test('an answer says that files failed, and is not a flat "absent"', async () => {
  // The embedder of random weights takes everything for alike, so it is left out of this.
  const wordsOnly = { home: options.home, env: { CARREL_MODELS: temporaryFolder('no-models') } };
  const answer = await carrelJson(answerShape, ['ask', 'wombat xylophone?'], wordsOnly);
  expect(answer.coverage).toMatchObject({ inScope: 8, searchable: 2, failed: 5, unreachable: 1 });
  expect(answer.verdict).toBe('perhaps');
  const { stdout } = await carrel(['ask', 'wombat xylophone?'], wordsOnly);
  expect(stdout).toContain('Looked at 2 of 8 documents');
  expect(stdout).toContain('5 could not be read');
});

test('retry reads what was mended meanwhile', async () => {
  writeFileSync(join(documents, 'empty.pdf'), await pdf('The ferry leaves at noon.'));
  const { code, stdout } = await carrel(['retry'], options);
  expect(code).toBe(0);
  expect(stdout).toContain('1 file read');
  const found = await carrel(['search', 'ferry', '--mode', 'text'], options);
  expect(found.stdout).toContain('empty.pdf, p. 1');
});

test('a file that changed is read again, and its old words are gone', async () => {
  writeFileSync(join(documents, 'sound.txt'), 'The harbour bridge was painted green in autumn.\n');
  const { progress } = await carrelJson(addedShape, ['add', documents], options);
  // What retry read has a new size too; its bytes are known, so nothing of it is embedded again.
  expect(progress.passagesDone).toBe(1);
  expect((await carrel(['search', 'crane', '--mode', 'text'], options)).code).toBe(3);
  expect((await carrel(['search', 'bridge', '--mode', 'text'], options)).code).toBe(0);
});

test.skipIf(process.getuid?.() !== 0)(
  'without permission (as another account): said for file and folder, and mended by adding again',
  async () => {
    const other = temporaryFolder('other-account');
    const nobody = 65534;
    const place = join(other, 'documents');
    mkdirSync(join(place, 'closed'), { recursive: true });
    writeFileSync(join(place, 'open.txt'), 'The gate stands open.\n');
    writeFileSync(join(place, 'secret.txt'), 'The gate is locked.\n', { mode: 0o600 });
    writeFileSync(join(place, 'closed', 'inside.txt'), 'The cellar is dry.\n');
    chmodSync(join(place, 'closed'), 0o700);
    chmodSync(other, 0o777);
    const as = { home: join(other, 'home'), env: { ...options.env, HOME: other }, uid: nobody };
    chmodSync(options.env.CARREL_MODELS, 0o755);
    await carrelJson(addedShape, ['add', place], as);
    const { documents: before } = await carrelJson(listShape, ['list'], as);
    const denied = before.filter(({ reason }) => reason?.code === 'access-denied');
    expect(denied.map(({ document }) => document).toSorted()).toEqual(['closed', 'secret.txt']);
    expect(before.find(({ document }) => document === 'open.txt')?.status).toBe('indexed');

    chmodSync(join(place, 'closed'), 0o755);
    await carrelJson(addedShape, ['add', place], as);
    const { documents: after } = await carrelJson(listShape, ['list'], as);
    expect(after.map(({ document, status }) => `${document} ${status}`).toSorted()).toEqual([
      'closed/inside.txt indexed',
      'open.txt indexed',
      'secret.txt failed',
    ]);
  },
);

test('a path that is not there, and one that is no file, are refused before anything is read', async () => {
  const options2 = { ...options, home: join(own, 'untouched') };
  const gone = await carrel(['add', documents, join(own, 'nowhere')], options2);
  expect(gone.code).toBe(1);
  expect(gone.stderr).toContain('[path-missing]');
  const device = await carrel(['add', '/dev/zero'], options2);
  expect(device.code).toBe(1);
  expect(device.stderr).toContain('[format-unsupported]');
  const { documents: none } = await carrelJson(listShape, ['list'], options2);
  expect(none).toEqual([]);
});
