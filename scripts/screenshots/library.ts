import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { samples, type Served } from '../../test/page/served.ts';
import type { Cast } from '../../test/page/screens/screen.ts';
import { moreDocuments } from './documents.ts';

/** What the pictures show. */
export const cast: Cast = {
  answered: 'How many days of annual leave do employees get?',
  elsewhere: 'Who won the football world championship in 1974?',
  collection: 'Contracts',
  emptyCollection: 'Board papers',
  cited: 'Employee-handbook.pdf',
  plain: 'Guide-accueil.md',
  beside: 'Travel-expenses-guide.docx',
  failed: 'Crane-inspection-2025.pdf',
  word: 'leave',
  plainWord: 'marraine',
  found: { word: 'welder', times: 1 },
  named: 'Em',
  survey: 'List all contracts that end in 2027 with their notice period, rent and deposit',
};

/** Collections, and the sample documents in them. */
const shelves: Readonly<Record<string, readonly string[]>> = {
  Personnel: [
    'Employee-handbook.pdf',
    'Travel-expenses-guide.docx',
    'Guide-accueil.md',
    'Compte-rendu-CSE-octobre.txt',
  ],
  Contracts: [
    'Mietvertrag-Lager-Kehl.docx',
    'Lieferanten.txt',
    'Conditions-de-garantie.html',
    'Datenschutz-Kundenkarte.html',
  ],
  Workshop: ['Reglement-atelier.docx', 'Wartungsplan-Werkstatt.md', 'Safety-notice-hitch.txt'],
  Sales: ['Launch-Cargo-90.pptx', 'Vertriebstagung-Herbst.pptx'],
};

/** Asked before the first picture, oldest first. */
const asked = [
  'What is the torque of the hitch pin?',
  'Wer liefert die Aluminiumrohre?',
  'Combien coûte le repas à la cantine en 2027 ?',
  'When must receipts of a journey be handed in?',
  'Wie hoch ist die Miete des Lagers in Kehl?',
  cast.elsewhere,
  cast.answered,
];

/** The documents on disk and in the engine. */
export interface Library {
  /** Deletes the questions and tables that pictures have added. */
  tidy(): Promise<void>;
  /** Takes a file away and waits until that is noticed; the result puts it back. */
  away(path: string): Promise<() => Promise<void>>;
  /** Removes the files. */
  remove(): void;
}

/** Writes the library, has it read, and asks some questions. */
export async function prepareLibrary(carrel: Served): Promise<Library> {
  const { client } = carrel;
  const parent = mkdtempSync(join(tmpdir(), 'carrel-pictures-'));
  const root = join(parent, 'Lindhof & Perrault');
  let written = 0;
  const date = (path: string): void => {
    written += 1;
    const time = new Date(Date.UTC(2026, 10 - written, 2 + ((written * 7) % 26), 9, 30));
    utimesSync(path, time, time);
  };
  for (const [shelf, names] of Object.entries(shelves)) {
    mkdirSync(join(root, shelf), { recursive: true });
    for (const name of names) {
      cpSync(join(samples, name), join(root, shelf, name));
      date(join(root, shelf, name));
    }
  }
  for (const [path, bytes] of await moreDocuments()) {
    writeFileSync(join(root, path), bytes);
    date(join(root, path));
  }
  // Begins as a PDF and is none: a download that was broken off.
  const broken = join(root, 'Workshop', cast.failed);
  writeFileSync(broken, '%PDF-1.7\nbroken off\n');
  date(broken);
  for (const shelf of Object.keys(shelves)) await carrel.add([join(root, shelf)], shelf);
  await client.call('createCollection', { name: cast.emptyCollection });
  await carrel.idle();
  for (const question of asked) {
    await client.stream('ask', { question, scope: {}, conversation: 'new' }, () => undefined);
  }
  const before = new Set(await kept(client));
  return {
    async tidy() {
      for (const id of await kept(client)) {
        if (before.has(id)) continue;
        await client.call('deleteConversation', { id });
        await client.call('deleteSurvey', { id });
      }
    },
    async away(path) {
      const file = join(root, path);
      const folder = dirname(file);
      // Adding the folder again notices what has changed, whether it is watched or not.
      const notice = (): Promise<void> => carrel.add([folder], basename(folder));
      const absent = await missing(client);
      const aside = join(parent, basename(path));
      renameSync(file, aside);
      await notice();
      if ((await missing(client)) !== absent + 1) throw new Error(`${path} is not missed`);
      return async () => {
        renameSync(aside, file);
        await notice();
      };
    },
    remove() {
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

async function missing(client: Served['client']): Promise<number> {
  const found = await client.call('browseDocuments', { filter: { status: ['missing'] } });
  if (!found.ok) throw new Error(found.error.message);
  return found.value.total;
}

async function kept(client: Served['client']): Promise<string[]> {
  const [questions, tables] = await Promise.all([
    client.call('listConversations', {}),
    client.call('listSurveys', {}),
  ]);
  return [
    ...(questions.ok ? questions.value.conversations : []),
    ...(tables.ok ? tables.value.surveys : []),
  ].map(({ id }) => id);
}
