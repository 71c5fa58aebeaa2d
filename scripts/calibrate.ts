// `npm run calibrate -- SET... --homes FOLDER`: how sure the embedder in use makes an answer, measured on
// evaluation sets (docs/evaluation.md) and written to its entry in resources/models.json. FOLDER holds a data
// folder for each set by the set's name, as `carrel eval SET --home FOLDER/NAME` leaves it.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { evidenceFor } from '../src/answer/evidence.ts';
import { openServices } from '../src/engine/services.ts';
import { calibrate, type Judged } from '../src/evaluation/calibrate.ts';
import { parseQuestions, type EvaluationQuestion } from '../src/evaluation/question.ts';
import {
  GOLD_DEPTH,
  holdingGold,
  nameBelow,
  withoutLanguage,
  wordsOfGold,
} from '../src/evaluation/run.ts';
import type { Scope } from '../src/contract/documents.ts';
import { cataloguePath, modelCatalogue } from '../src/models/catalogue.ts';

/** Passages searched for, as for an answer. */
const SEARCHED = 12;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { homes: { type: 'string' }, limit: { type: 'string', default: '400' } },
});
const sets = positionals.map((set) => resolve(set));
const { homes } = values;
if (sets.length === 0 || homes === undefined) {
  console.error('Usage: npm run calibrate -- SET... --homes FOLDER [--limit QUESTIONS]');
  process.exit(2);
}
const limit = Number(values.limit);

/** As many questions as are wanted, from all over the set. */
function questionsOf(set: string): EvaluationQuestion[] {
  const all = parseQuestions(readFileSync(join(set, 'questions.jsonl'), 'utf8'));
  const step = Math.max(1, Math.floor(all.length / limit));
  return all.filter((_, index) => index % step === 0).slice(0, limit);
}

/** What is found for a set's own questions, with their documents and without, and for those of others. */
async function judge(set: string, home: string): Promise<{ judged: Judged[]; embedder: string }> {
  const temporary = join(home, 'tmp', 'calibrate');
  mkdirSync(temporary, { recursive: true, mode: 0o700 });
  const services = await openServices({
    CARREL_HOME: home,
    TMPDIR: temporary,
    CARREL_ISOLATION: { network: 'none', files: 'none', mechanisms: [] },
    CARREL_GPU: 'off',
    CARREL_THREADS: 0,
  });
  const { store, retriever, models } = services;
  const nameOf = (path: string): string => nameBelow(join(set, 'documents'), path);
  const ids = new Map(store.listDocuments().map(({ id, path }) => [nameOf(path), id]));
  const judged: Judged[] = [];
  const add = async (kind: Judged['kind'], words: string, scope: Scope = {}): Promise<void> => {
    const { hits } = await retriever.search({ words, mode: 'hybrid', limit: SEARCHED, scope });
    if (hits.length === 0) return;
    judged.push({ set: basename(set), kind, evidence: evidenceFor(words, hits, store) });
  };
  const questions = questionsOf(set);
  const languages = new Map(
    questions.flatMap(({ sources, lang }) => sources.map(({ document }) => [document, lang])),
  );
  const asked = Map.groupBy(questions, ({ id }) => withoutLanguage(id));
  const withoutGold = async (one: EvaluationQuestion, documents: string[]): Promise<Scope> => {
    const words = wordsOfGold(one);
    const scope = { documents };
    const found = await retriever.search({ words, mode: 'hybrid', limit: GOLD_DEPTH, scope });
    const named = found.hits.map((hit) => ({ ...hit, document: nameOf(hit.path) }));
    return { withoutPassages: holdingGold(named, one) };
  };
  for (const each of questions) {
    const { id, question, lang, sources } = each;
    const gold = sources.flatMap(({ document }) => ids.get(document) ?? []);
    await add('answerable', question);
    // Where a set is translated, other languages still answer what one lacks.
    const translated =
      asked.get(withoutLanguage(id))?.some((other) => other.lang !== lang) === true;
    const own = [...languages].flatMap(([document, spoken]) =>
      spoken === lang ? (ids.get(document) ?? []) : [],
    );
    if (translated) await add('answerable', question, { withoutDocuments: own });
    else {
      await add('document-gone', question, { withoutDocuments: gold });
      await add('passage-gone', question, await withoutGold(each, gold));
    }
  }
  for (const other of sets.filter((each) => each !== set)) {
    for (const { question } of questionsOf(other)) await add('other-set', question);
  }
  const embedder = (await models.embedder())?.id ?? '';
  await services.dispose();
  rmSync(temporary, { recursive: true, force: true });
  return { judged, embedder };
}

const judged: Judged[] = [];
const embedders = new Set<string>();
for (const set of sets) {
  const found = await judge(set, join(resolve(homes), basename(set)));
  judged.push(...found.judged);
  embedders.add(found.embedder);
  console.error(`${basename(set)}: ${found.judged.length} searches`);
}
const [embedder] = embedders;
const { words, ...calibration } = calibrate(judged);
const catalogue = modelCatalogue.parse(JSON.parse(readFileSync(cataloguePath, 'utf8')));
const known = catalogue.models.some(({ id }) => id === embedder);
if (embedders.size > 1 || !known)
  throw new Error('The data folders are not of one embedder of the catalogue.');
const models = catalogue.models.map((model) =>
  model.id === embedder ? { ...model, verdict: calibration } : model,
);
writeFileSync(cataloguePath, `${JSON.stringify({ ...catalogue, models }, null, 2)}\n`);
console.log(JSON.stringify({ embedder, ...calibration, words }, null, 2));
