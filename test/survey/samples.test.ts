// Questions over everything, asked of the program's own sample documents in three languages: what is
// known of each cell was written down by hand from the documents. Words only; no model is there.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createClient } from '../../src/contract/client.ts';
import { engineRoutes, type EngineRoutes } from '../../src/contract/engine-routes.ts';
import { unwrap } from '../../src/contract/result.ts';
import { memoryPair } from '../contract/memory-pair.ts';
import type { Client } from '../../src/contract/route.ts';
import { serve } from '../../src/contract/server.ts';
import type { SurveyRow } from '../../src/contract/surveys.ts';
import { engineHandlers } from '../../src/engine/handlers/index.ts';
import { openServices, type Services } from '../../src/engine/services.ts';
import { engineSetting, staying } from '../engine/fixtures/setting.ts';

vi.hoisted(() => {
  process.env['CARREL_MODELS'] = '/nowhere';
});

const samples = fileURLToPath(new URL('../../resources/samples', import.meta.url));
let setting: ReturnType<typeof engineSetting>;
let services: Services;
let client: Client<EngineRoutes>;

beforeAll(async () => {
  setting = engineSetting();
  const opening = openServices(setting.environment);
  services = await opening;
  const [near, far] = memoryPair();
  serve(engineRoutes, engineHandlers(opening, staying), far);
  client = createClient(engineRoutes, near);
  unwrap(await client.stream('addDocuments', { paths: [samples] }, () => undefined));
}, 120_000);
afterAll(async () => {
  client.close();
  await services.dispose();
  setting.remove();
});

async function survey(question: string, fields?: string[]) {
  const input = fields === undefined ? { question } : { question, fields };
  const { id } = unwrap(await client.call('startSurvey', input));
  const entry = unwrap(await client.stream('followSurvey', { id }, () => undefined));
  return { entry, rows: unwrap(await client.call('readSurvey', { id })).rows };
}

const rowOf = (rows: readonly SurveyRow[], document: string): SurveyRow | undefined =>
  rows.find((row) => row.document === document);

/** What each document states of a field; those not named state nothing of it. */
const stated: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  Kündigungsfrist: {
    'Employee-handbook.pdf': /two weeks|4 weeks/u,
    'Lieferanten.txt': /drei Monate/u,
    'Mietvertrag-Lager-Kehl.docx': /neun Monate/u,
  },
  price: { 'Launch-Cargo-90.pptx': /Cargo 90: 749 EUR/u },
  'délai de livraison': { 'Lieferanten.txt': /fünf Wochen/u },
  'monthly rent': { 'Mietvertrag-Lager-Kehl.docx': /9\.660 Euro/u },
  caution: {
    'Mietvertrag-Lager-Kehl.docx': /drei Nettomieten/u,
    'Reglement-atelier.docx': /80 euros/u,
  },
  "période d'essai": {
    'Employee-handbook.pdf': /four months/u,
    'Guide-accueil.md': /quatre mois/u,
  },
  warranty: { 'Conditions-de-garantie.html': /dix ans/u },
  Speicherdauer: {
    'Datenschutz-Kundenkarte.html': /26 Monate/u,
    'Employee-handbook.pdf': /five months/u,
  },
  torque: { 'Safety-notice-hitch.txt': /22 newton metres/u },
  Ansprechpartner: { 'Lieferanten.txt': /Yıldız/u, 'Wartungsplan-Werkstatt.md': /Jürgen Adler/u },
  remise: { 'Vertriebstagung-Herbst.pptx': /31 Prozent/u },
  budget: { 'Compte-rendu-CSE-octobre.txt': /38 euros/u, 'Employee-handbook.pdf': /900 euros/u },
  'opening hours': {
    'Reglement-atelier.docx': /10 h/u,
    'Compte-rendu-CSE-octobre.txt': /10 h 30/u,
  },
  'end date': { 'Lieferanten.txt': /31\. August 2027/u },
  Füllmenge: { 'Wartungsplan-Werkstatt.md': /38 Liter/u },
  'numéro de série': {},
};

it('fills the cells that documents state, and leaves the others not stated', async () => {
  const fields = Object.keys(stated);
  const { entry, rows } = await survey('What do the documents state?', fields);
  expect(entry.coverage).toMatchObject({ inScope: 13, read: 13, failed: 0, waiting: 0 });
  const wrong: string[] = [];
  const missed: string[] = [];
  for (const row of rows) {
    for (const [index, field] of fields.entries()) {
      const cell = row.cells[index];
      const known = stated[field]?.[row.document];
      const said = cell?.state === 'found' ? cell.text : undefined;
      if (known === undefined ? said !== undefined : said !== undefined && !known.test(said)) {
        wrong.push(`${row.document}, ${field}: ${said ?? ''}`);
      } else if (known !== undefined && said === undefined)
        missed.push(`${row.document}, ${field}`);
      for (const citation of cell?.citations ?? []) {
        expect(citation).toMatchObject({ checked: true, state: 'unchanged' });
        expect(citation.documentId).toBe(row.documentId);
      }
    }
  }
  expect({ wrong, missed }).toEqual({ wrong: [], missed: [] });
});

it('decides a condition only where the date is stated', async () => {
  const { entry, rows } = await survey(
    'List all contracts that end in 2027 with their notice period',
  );
  expect(entry.columns.map(({ name }) => name)).toEqual(['end in 2027', 'notice period']);
  expect(entry.coverage.matching).toBe(1);
  expect(rowOf(rows, 'Lieferanten.txt')?.matches).toBe(true);
  expect(rowOf(rows, 'Mietvertrag-Lager-Kehl.docx')?.matches).toBeNull();
  const before = await survey('Welche Verträge enden vor 2027?');
  expect(rowOf(before.rows, 'Lieferanten.txt')?.matches).toBe(false);
});

it.each([
  ['Which documents mention Strasbourg, and where?', 'Strasbourg', 5],
  ['Quels documents mentionnent la remorque ?', 'remorque', 2],
  ['Welche Dokumente erwähnen „Kehl“?', 'Kehl', 6],
  ['In welchen Dokumenten wird Aluminium erwähnt?', 'Aluminium', 2],
  ['¿Qué documentos mencionan Kehl?', 'Kehl', 6],
  ['Quali documenti parlano di Tomasz Wilk?', 'Tomasz Wilk', 1],
])('%s', async (question, words, documents) => {
  const { entry, rows } = await survey(question);
  expect(entry).toMatchObject({ kind: 'mentions', columns: [{ role: 'mentions', name: words }] });
  expect(entry.coverage.found).toBe(documents);
  for (const { cells } of rows) {
    const [cell] = cells;
    if (cell?.state !== 'found') continue;
    expect(cell.count).toBeGreaterThanOrEqual(cell.citations.length);
    expect(cell.citations.length).toBeGreaterThan(0);
  }
});

it('names what is asked for in the language of the question', async () => {
  const { entry, rows } = await survey('Quelle est la durée de la garantie dans chaque document ?');
  expect(entry.columns).toEqual([{ role: 'field', name: 'garantie' }]);
  expect(rowOf(rows, 'Conditions-de-garantie.html')?.cells[0]?.text).toContain('dix ans');
});

it('summarises every document in its own sentences', async () => {
  const { entry, rows } = await survey('Fasse jedes Dokument zusammen');
  expect(entry).toMatchObject({ kind: 'summaries', coverage: { found: 13 } });
  for (const { cells } of rows) expect(cells[0]?.citations.length).toBeLessThanOrEqual(3);
});

it('lays two documents side by side', async () => {
  const { entry, rows } = await survey('Compare Mietvertrag-Lager-Kehl and Lieferanten');
  expect(entry).toMatchObject({ kind: 'comparison', coverage: { inScope: 2 } });
  const notice = entry.columns.findIndex(({ name }) => name === 'notice period');
  expect(rowOf(rows, 'Mietvertrag-Lager-Kehl.docx')?.cells[notice]?.text).toBe('neun Monate');
  expect(rowOf(rows, 'Lieferanten.txt')?.cells[notice]?.text).toContain('drei Monate');
});

it('does not guess which two documents are compared', async () => {
  const started = await client.call('startSurvey', { question: 'What changed between the two?' });
  expect(started).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
});

it('answers "not stated" where a question of another kind needs a model that is not there', async () => {
  const { entry } = await survey(
    'Who decides whether a group may see how frames are welded together?',
  );
  expect(entry.coverage).toMatchObject({ read: 13, found: 0 });
});
