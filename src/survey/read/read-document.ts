import type { CellDraft, RowDraft } from '../../store/surveys/types.ts';
import { conceptNamed } from '../plan/concepts.ts';
import type { Plan, PlanColumn } from '../plan/plan.ts';
import { statedOf } from './by-concept.ts';
import { statedByWords } from './by-words.ts';
import { cellOf, EvidenceList } from './evidence.ts';
import { meaning } from './held-words.ts';
import { Mentions } from './mentions.ts';
import { sentencesOf, type ReadableStore, type Sentence } from './sentences.ts';
import { Summary } from './summary.ts';

export interface DocumentReader {
  readonly store: ReadableStore;
  /** The cell that answers a question from one document; null where it does not say. */
  readonly ask: (
    question: string,
    documentId: number,
    signal: AbortSignal,
  ) => Promise<CellDraft | null>;
}

/** Collects one column while a document is read. */
interface Column {
  add(sentence: Sentence): void;
  cell(): Promise<{ cell: CellDraft | null; matches: boolean | null }>;
}

/**
 * Reads a document from its first sentence to its last and fills the cells of its row.
 *
 * @throws CarrelFailure `cancelled`, and what the store throws.
 */
export async function readDocument(
  reader: DocumentReader,
  { columns }: Plan,
  documentId: number,
  signal: AbortSignal,
): Promise<RowDraft> {
  const collecting = columns.map((column) => columnFor(reader, column, documentId, signal));
  for await (const sentence of sentencesOf(reader.store, documentId, signal)) {
    for (const column of collecting) column.add(sentence);
  }
  const cells: (CellDraft | null)[] = [];
  let matches: boolean | null = null;
  for (const column of collecting) {
    const read = await column.cell();
    cells.push(read.cell);
    matches ??= read.matches;
  }
  return { cells, matches, change: null };
}

function columnFor(
  { store, ask }: DocumentReader,
  column: PlanColumn,
  documentId: number,
  signal: AbortSignal,
): Column {
  switch (column.how) {
    case 'concept':
      return byEvidence(store, (sentence) => {
        const concept = conceptNamed(column.concept);
        return concept === undefined ? [] : statedOf(concept, column.beside, sentence);
      });
    case 'condition':
      return byEvidence(
        store,
        (sentence) => {
          const concept = conceptNamed(column.concept);
          return concept === undefined ? [] : statedOf(concept, [], sentence);
        },
        column,
      );
    case 'words': {
      const words = meaning(column.words);
      return byEvidence(store, (sentence) => statedByWords(words, sentence));
    }
    case 'mentions': {
      const mentions = new Mentions(column.name);
      return unconditional(mentions, () => mentions.cell(store));
    }
    case 'summary': {
      const summary = new Summary();
      return unconditional(summary, () => summary.cell(store));
    }
    case 'question':
      return {
        add: () => undefined,
        cell: async () => ({ cell: await ask(column.name, documentId, signal), matches: null }),
      };
    case 'before':
    case 'after':
      return unconditional({ add: () => undefined }, () => null);
    default:
      return column satisfies never;
  }
}

function unconditional(
  collector: { add(sentence: Sentence): void },
  cell: () => CellDraft | null,
): Column {
  return {
    add: (sentence) => {
      collector.add(sentence);
    },
    cell: () => Promise.resolve({ cell: cell(), matches: null }),
  };
}

function byEvidence(
  store: ReadableStore,
  stated: (sentence: Sentence) => ReturnType<typeof statedByWords>,
  range?: { readonly from: string; readonly to: string },
): Column {
  const list = new EvidenceList();
  return {
    add(sentence) {
      for (const evidence of stated(sentence)) list.add(evidence);
    },
    cell() {
      const cell = cellOf(store, list.best);
      if (cell === null || range === undefined) return Promise.resolve({ cell, matches: null });
      const days = list.best.flatMap(({ value }) => value?.days ?? []);
      const within = days.some(({ from, to }) => from >= range.from && to <= range.to);
      return Promise.resolve({ cell, matches: days.length === 0 ? null : within });
    },
  };
}
