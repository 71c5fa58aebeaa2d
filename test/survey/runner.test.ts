import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, strFromU8 } from 'fflate';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CarrelFailure } from '../../src/contract/errors.ts';
import { createClient } from '../../src/contract/client.ts';
import { engineRoutes, type EngineRoutes } from '../../src/contract/engine-routes.ts';
import { unwrap } from '../../src/contract/result.ts';
import { memoryPair } from '../contract/memory-pair.ts';
import type { Client } from '../../src/contract/route.ts';
import { serve } from '../../src/contract/server.ts';
import type { UiLanguage } from '../../src/contract/settings.ts';
import type { SurveyFormat } from '../../src/contract/surveys.ts';
import { engineHandlers } from '../../src/engine/handlers/index.ts';
import { openServices, type Services } from '../../src/engine/services.ts';
import { engineSetting, staying } from '../engine/fixtures/setting.ts';
import { zipOf } from '../parse/read.ts';

vi.hoisted(() => {
  process.env['CARREL_MODELS'] = '/nowhere';
});

// The engine's services in this process with real parsers; words alone are searched.
let setting: ReturnType<typeof engineSetting>;
let services: Services;
let client: Client<EngineRoutes>;
let documents = '';

async function open(): Promise<void> {
  const opening = openServices(setting.environment);
  services = await opening;
  const [near, far] = memoryPair();
  serve(engineRoutes, engineHandlers(opening, staying), far);
  client = createClient(engineRoutes, near);
}
const write = (name: string, text: string): void => {
  writeFileSync(join(documents, name), text);
};
const add = async (): Promise<void> => {
  unwrap(await client.stream('addDocuments', { paths: [documents] }, () => undefined));
};

beforeEach(async () => {
  setting = engineSetting();
  documents = mkdtempSync(join(tmpdir(), 'carrel-documents-'));
  await open();
});
afterEach(async () => {
  client.close();
  await services.dispose();
  setting.remove();
  rmSync(documents, { recursive: true, force: true });
});

async function finished(id: string) {
  return unwrap(await client.stream('followSurvey', { id }, () => undefined));
}
async function exported(
  id: string,
  format: SurveyFormat,
  language: UiLanguage = 'en',
): Promise<Buffer> {
  const parts: Buffer[] = [];
  const input = { id, format, language };
  const onChunk = ({ bytes }: { bytes: string }): void => {
    parts.push(Buffer.from(bytes, 'base64'));
  };
  unwrap(await client.stream('exportSurvey', input, onChunk));
  return Buffer.concat(parts);
}

const leases = async (): Promise<void> => {
  for (let n = 1; n <= 30; n += 1) {
    write(`lease-${n}.txt`, `The rent of flat ${n} is ${n * 100} euros a month.\n`);
  }
  await add();
};

it('outlives a full disk, and goes on once there is room', async () => {
  write('lease.txt', 'The rent of the flat is 100 euros a month.\n');
  await add();
  const { surveys } = services.store;
  const full = new CarrelFailure('disk-full', 'The disk is full.');
  const failed = Promise.withResolvers<void>();
  vi.spyOn(surveys, 'finish').mockImplementation(() => {
    throw full;
  });
  vi.spyOn(surveys, 'fail').mockImplementation(() => {
    failed.resolve();
    throw full;
  });
  const question = 'What is the rent in each lease?';
  const { id } = unwrap(await client.call('startSurvey', { question }));
  await failed.promise;
  vi.restoreAllMocks();
  unwrap(await client.call('controlSurvey', { id, action: 'pause' }));
  unwrap(await client.call('controlSurvey', { id, action: 'resume' }));
  expect(await finished(id)).toMatchObject({ state: 'complete', coverage: { waiting: 0 } });
});

it('pauses, resumes and cancels, and keeps what was read over a restart', async () => {
  await leases();
  const question = 'What is the rent in each lease?';
  const { id } = unwrap(await client.call('startSurvey', { question }));
  const paused = unwrap(await client.call('controlSurvey', { id, action: 'pause' }));
  expect(paused).toMatchObject({ state: 'paused', kind: 'fields' });
  expect(paused.coverage.waiting).toBeGreaterThan(0);
  client.close();
  await services.dispose();
  await open();
  const listed = unwrap(await client.call('listSurveys', {})).surveys;
  expect(listed).toMatchObject([{ id, question, state: 'paused' }]);
  unwrap(await client.call('controlSurvey', { id, action: 'resume' }));
  expect((await finished(id)).coverage).toMatchObject({ inScope: 30, read: 30, found: 30 });

  const other = unwrap(await client.call('startSurvey', { question }));
  const stopped = unwrap(await client.call('controlSurvey', { id: other.id, action: 'cancel' }));
  expect(stopped.state).toBe('cancelled');
  expect((await finished(other.id)).state).toBe('cancelled');
});

it('goes on by itself with what an engine that ended had begun', async () => {
  await leases();
  const { id } = unwrap(await client.call('startSurvey', { question: 'rent' }));
  client.close();
  await services.dispose();
  await open();
  expect((await finished(id)).coverage).toMatchObject({ read: 30, waiting: 0 });
});

it('sorts by value and shows what is stated', async () => {
  await leases();
  write('menu.txt', 'Soup and bread are served at noon.\n');
  await add();
  const { id } = unwrap(await client.call('startSurvey', { question: 'rent' }));
  await finished(id);
  const sort = { column: 0, descending: true };
  const { rows, total } = unwrap(await client.call('readSurvey', { id, sort, limit: 2 }));
  expect(total).toBe(31);
  expect(rows.map(({ cells }) => cells[0]?.text)).toEqual(['3000 euros', '2900 euros']);
  const found = unwrap(await client.call('readSurvey', { id, show: 'found' }));
  expect(found.total).toBe(30);
  const rising = unwrap(
    await client.call('readSurvey', { id, sort: { column: 0, descending: false }, offset: 30 }),
  );
  expect(rising.rows.map(({ document }) => document)).toEqual(['menu.txt']);
});

it('takes no verb for a notice, no firm for a person and no price for a discount', async () => {
  write(
    'guide.txt',
    'If you notice damage, report it within 7 days. For help, contact the Aventin Service Centre.\n' +
      'The monthly pass costs 45 euros, student discount included.\n',
  );
  write('rules.txt', 'Head of records: Ada Berg. Ilse Kron is responsible for the archive.\n');
  await add();
  const fields = ['notice period', 'responsible', 'discount'];
  const { id } = unwrap(await client.call('startSurvey', { question: 'Fields', fields }));
  await finished(id);
  const { rows } = unwrap(await client.call('readSurvey', { id }));
  expect(rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
    // What states something comes first in a whole table.
    ['', 'Ilse Kron', ''],
    ['', '', ''],
  ]);
});

it('tells which documents could not be looked through and why', async () => {
  write('lease.txt', 'The rent is 900 euros a month.\n');
  write('broken.docx', 'PK\u0003\u0004 this is no document');
  await add();
  const { id } = unwrap(await client.call('startSurvey', { question: 'rent' }));
  expect((await finished(id)).coverage).toMatchObject({ inScope: 2, read: 1, failed: 1 });
  const { rows } = unwrap(await client.call('readSurvey', { id, show: 'failed' }));
  expect(rows).toMatchObject([{ document: 'broken.docx', reason: { code: 'file-damaged' } }]);
  const german = (await exported(id, 'csv', 'de')).toString('utf8');
  expect(german).toContain('konnte nicht gelesen werden: Die Datei ist beschädigt');
});

it('leaves out archives, which state nothing themselves', async () => {
  writeFileSync(
    join(documents, 'flats.zip'),
    zipOf({ 'flat.txt': 'The rent of the flat is 100 euros a month.\n' }),
  );
  await add();
  const { id } = unwrap(
    await client.call('startSurvey', { question: 'What is the rent?', scope: {} }),
  );
  expect((await finished(id)).coverage).toMatchObject({ inScope: 1, read: 1, failed: 0, found: 1 });
});

it('finds what changed between two versions, word for word from both', async () => {
  write(
    'lease-v1.md',
    '# Lease\n\nThe rent is 900 euros.\n\nPets are allowed.\n\nIt is quiet here.\n',
  );
  write('lease-v2.md', '# Lease\n\nThe rent is 950 euros.\n\nIt is quiet here.\n\nNo smoking.\n');
  await add();
  const question = 'What changed between lease-v1 and lease-v2?';
  const { id } = unwrap(await client.call('startSurvey', { question }));
  expect(await finished(id)).toMatchObject({ kind: 'changes', coverage: { inScope: 2, read: 2 } });
  const { rows } = unwrap(await client.call('readSurvey', { id }));
  const shown = rows.map(({ change, cells }) => [change, ...cells.map(({ text }) => text)]);
  expect(shown).toEqual([
    ['changed', 'The rent is 900 euros.', 'The rent is 950 euros.'],
    ['removed', 'Pets are allowed.', ''],
    ['added', '', 'No smoking.'],
  ]);

  // Its columns name both: nothing of it is left once one is erased.
  unwrap(await client.call('removeDocuments', { target: join(documents, 'lease-v1.md') }));
  const after = await client.call('readSurvey', { id });
  expect(after).toMatchObject({ ok: false, error: { code: 'not-found' } });
});

it('erases with a document what its row said of it', async () => {
  write('lease.txt', 'The rent is 900 euros a month.\n');
  write('flat.txt', 'The rent is 700 euros a month.\n');
  await add();
  const { id } = unwrap(await client.call('startSurvey', { question: 'rent' }));
  await finished(id);
  unwrap(await client.call('removeDocuments', { target: join(documents, 'lease.txt') }));
  const { survey, rows } = unwrap(await client.call('readSurvey', { id }));
  expect(rows.map(({ document }) => document)).toEqual(['flat.txt']);
  expect(survey.coverage).toMatchObject({ inScope: 1, read: 1 });
});

it('says of a quote whether it is still there', async () => {
  write('lease.txt', 'The rent is 900 euros a month.\n');
  await add();
  const { id } = unwrap(await client.call('startSurvey', { question: 'rent' }));
  await finished(id);
  write('lease.txt', 'The rent was raised; ask the landlord.\n');
  await add();
  const { rows } = unwrap(await client.call('readSurvey', { id }));
  expect(rows[0]?.cells[0]?.citations[0]).toMatchObject({ state: 'gone' });
});

it('exports CSV whose texts are no formulas, and XLSX whose cells are texts', async () => {
  write('=cmd.txt', 'Rent: 900 euros a month, "cold", not warm.\n');
  await add();
  const { id } = unwrap(await client.call('startSurvey', { question: '=1+1 rent' }));
  await finished(id);
  const csv = (await exported(id, 'csv')).toString('utf8');
  expect(csv.startsWith('\uFEFFDocument,')).toBe(true);
  expect(csv).toContain(`"'=cmd.txt",`);
  expect(csv).toContain('""cold""');
  expect(csv).toContain(`"'=1+1 rent"`);
  expect(csv).toContain('1 of 1 documents read, 0 failed.');
  const sheet = strFromU8(
    unzipSync(await exported(id, 'xlsx'))['xl/worksheets/sheet1.xml'] ?? new Uint8Array(),
  );
  expect(sheet).toContain('<t xml:space="preserve">=cmd.txt</t>');
  expect(sheet).not.toContain('<f>');
});

it('refuses more than it can do, and erases a table', async () => {
  expect(await client.call('startSurvey', { question: 'rent' })).toMatchObject({
    error: { code: 'not-found' },
  });
  write('lease.txt', 'The rent is 900 euros a month.\n');
  await add();
  const { id } = unwrap(await client.call('startSurvey', { question: 'rent' }));
  unwrap(await client.call('deleteSurvey', { id }));
  expect(await client.call('readSurvey', { id })).toMatchObject({ error: { code: 'not-found' } });
});
