import type { Answer, AnswerChunk, AnswerLength, AnswerMode } from '../contract/answers.ts';
import type { PassageHit, Scope } from '../contract/documents.ts';
import { CarrelFailure, type ContractError } from '../contract/errors.ts';
import type { VerdictCalibration } from '../contract/verdict-calibration.ts';
import type { Client } from '../contract/route.ts';
import type { inferenceRoutes, ModelSpec } from '../inference/routes.ts';
import { queryLanguages } from '../language/detect.ts';
import type { SearchQuery, SearchResult } from '../retrieve/retriever.ts';
import { withSurroundings, type SurroundingsStore } from '../retrieve/surroundings.ts';
import type { CitableStore } from './citation.ts';
import { whatIsAsked } from './asked.ts';
import { anewIn, askedFor, type AskedAnew } from './asked-anew.ts';
import { tellsWhatIsAsked } from './expected/told.ts';
import { evidenceFor, type EvidenceStore } from './evidence.ts';
import { partsOf } from './parts.ts';
import { quote, type Quotes } from './quote.ts';
import { selectSentences, type Embed } from './select.ts';
import { namesSomething } from './specifics.ts';
import { keepsToSubject } from './subject.ts';
import { gradeOf, qualified } from './verdict.ts';
import { write, type Written } from './write.ts';

/** A model that may write answers, and what it is trusted with. */
export interface Writer {
  readonly spec: ModelSpec;
  /** Written mode is the default with this model. */
  readonly trusted: boolean;
  /** Why it may not write in a language, or null. */
  refusal(language: string | null): ContractError | null;
}

export interface AnswererOptions {
  readonly store: CitableStore & EvidenceStore & SurroundingsStore;
  readonly search: (query: SearchQuery) => Promise<SearchResult>;
  readonly embed: Embed;
  readonly inference: Client<typeof inferenceRoutes>;
  readonly writer: () => Promise<Writer | undefined>;
  /** The embedder's, for the verdict; undefined where it has none. */
  readonly calibration: () => Promise<VerdictCalibration | undefined>;
  /** Id of the embedder, for the answer's `model`. */
  readonly embedder: () => Promise<string | undefined>;
}

export interface Question {
  readonly question: string;
  /** What it asks anew in its conversation; absent for one that stands by itself. */
  readonly anew?: AskedAnew | undefined;
  /** Absent: what the installed model is trusted with. */
  readonly mode: AnswerMode | undefined;
  readonly length: AnswerLength;
  readonly scope: Scope;
  /** Passages returned. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

export interface Answerer {
  /**
   * Answers from the documents in scope. Everything emitted has been checked.
   *
   * @throws CarrelFailure `cancelled`, and what the store throws.
   */
  ask(question: Question, emit: (chunk: AnswerChunk) => Promise<void>): Promise<Answer>;
}

/** Passages searched for; more than are returned, since written answers may use them. */
const SEARCHED = 12;

/** Share of what a follow-up asks anew that a quote must hold to be sure of it. */
const MOSTLY_HELD = 0.5;

/** Answers questions by quoting or by writing, over a search. */
export function createAnswerer(options: AnswererOptions): Answerer {
  return {
    async ask(question, emit) {
      const started = performance.now();
      const found = await options.search({
        words: question.question,
        mode: 'hybrid',
        limit: Math.max(SEARCHED, question.limit),
        scope: question.scope,
        signal: question.signal,
      });
      const retrieveMs = performance.now() - started;
      const passages = found.hits.slice(0, question.limit);
      await emit({ kind: 'passages', passages, coverage: found.coverage });

      const asked = whatIsAsked(question.question);
      const reader = { ...options, lifts: found.lifts };
      const ranked = await selectSentences(
        asked,
        found.hits,
        reader,
        question.signal,
        question.anew,
      );
      const evidence =
        found.hits.length === 0 ? undefined : evidenceFor(asked, found.hits, options.store);
      const grade = gradeOf(evidence, await options.calibration());
      const verdict = qualified(grade, found.coverage);
      const quoted =
        grade === 'absent'
          ? none
          : quote(options.store, ranked, {
              question: askedFor(asked, question.anew),
              followsUp: question.anew !== undefined,
              length: question.length,
              surroundings: (hit) =>
                withSurroundings(hit, found.hits, question.scope, options.store),
            });
      const plan = await planOf(options, question);
      let fallback = plan.fallback ?? found.fallback;
      let written: Written | undefined;
      const writes = plan.writer !== undefined && grade !== 'absent';
      if (plan.writer !== undefined && writes) {
        await emit({
          kind: 'quotes',
          sentences: [...quoted.sentences],
          citations: [...quoted.citations],
        });
        let shown = false;
        const outcome = await orReason(
          write({
            question: question.question,
            language: plan.language,
            hits: found.hits,
            ranked,
            model: plan.writer.spec,
            trusted: plan.writer.trusted,
            length: question.length,
            store: options.store,
            embed: options.embed,
            inference: options.inference,
            signal: question.signal,
            emit: async (chunk) => {
              shown ||= chunk.kind === 'citation';
              await emit(chunk);
            },
          }),
        );
        if (outcome instanceof CarrelFailure) {
          // Quotes cannot take the place of sentences that have been shown, numbers and all.
          if (shown) throw outcome;
          fallback = outcome.toData();
        } else {
          written = outcome;
          if (written.sentences.length === 0) fallback = nothingStood;
        }
      }
      const wrote = written !== undefined && written.sentences.length > 0;
      const chosen = wrote && written !== undefined ? written : quoted;
      // Where it was to be written, the quotes have been shown already.
      if (!writes) {
        for (const citation of chosen.citations) await emit({ kind: 'citation', citation });
        for (const sentence of chosen.sentences) await emit({ kind: 'sentence', sentence });
      }
      return {
        verdict:
          verdict === 'answered' && !shows(question, asked, chosen, found.hits, wrote)
            ? 'perhaps'
            : verdict,
        found: verdict !== 'absent',
        mode: wrote ? 'write' : 'quote',
        fallback,
        coverage: found.coverage,
        answer: chosen.sentences
          .map(({ text, citations }) => `${text} ${citations.map((n) => `[${n}]`).join('')}`)
          .join('\n'),
        sentences: [...chosen.sentences],
        citations: [...chosen.citations],
        passages,
        model: (wrote ? plan.writer?.spec.id : await options.embedder()) ?? 'words only',
        timings: {
          retrieveMs,
          firstTokenMs: written?.firstTokenMs ?? null,
          totalMs: performance.now() - started,
        },
        energy: null,
      };
    },
  };
}

/**
 * Sure without anything that was named, a sentence that shows the kind of thing that was asked for, of what
 * was asked about, and of what a follow-up asks anew, is not sure. Of quotes the first must, as it is what
 * is read for the answer, unless several things were asked.
 */
function shows(
  { anew }: Question,
  asked: string,
  { citations }: Quotes,
  hits: readonly PassageHit[],
  written: boolean,
): boolean {
  const wanted = askedFor(asked, anew);
  const read = written || partsOf(wanted).length > 1 ? citations : citations.slice(0, 1);
  return (
    namesSomething(asked) &&
    tellsWhatIsAsked(
      wanted,
      read.map(({ quote: words }) => words),
    ) &&
    read.some(({ documentId }) => keepsToSubject(asked, hits, documentId)) &&
    (anew === undefined || tellsAnew(anew, asked, read))
  );
}

/** Whether a quote, with the headings it stands under, holds most of what a follow-up asks anew. */
function tellsAnew(anew: AskedAnew, asked: string, citations: Quotes['citations']): boolean {
  const held = anewIn(anew);
  const [language = 'und'] = queryLanguages(asked);
  return citations.some(({ quote: words, place }) => {
    const headings = place.kind === 'section' ? place.headings : [];
    return (held([...headings, words].join('\n'), language) ?? 1) >= MOSTLY_HELD;
  });
}

const none: Quotes = { sentences: [], citations: [] };

interface Plan {
  readonly writer: Writer | undefined;
  readonly language: string;
  readonly fallback: ContractError | null;
}

/** A model that fails is no reason to leave a question unanswered: quotes need none. */
async function orReason<T>(work: Promise<T>): Promise<T | CarrelFailure> {
  try {
    return await work;
  } catch (error) {
    const ofTheModel =
      error instanceof CarrelFailure &&
      (error.code.startsWith('model-') || error.code === 'inference-failed');
    if (!ofTheModel) throw error;
    return error;
  }
}

/** Whether to write, in which language, and if not though it was asked for, why. */
async function planOf(options: AnswererOptions, { question, mode }: Question): Promise<Plan> {
  const language = queryLanguages(question)[0] ?? null;
  const quoted = { writer: undefined, language: language ?? 'und' };
  if (mode === 'quote') return { ...quoted, fallback: null };
  const writer = await orReason(options.writer());
  if (writer instanceof CarrelFailure) return { ...quoted, fallback: writer.toData() };
  if (writer === undefined) return { ...quoted, fallback: mode === 'write' ? noWriter : null };
  if (mode === undefined && !writer.trusted) return { ...quoted, fallback: null };
  const refusal = writer.refusal(language);
  if (refusal !== null) return { ...quoted, fallback: refusal };
  return { writer, language: quoted.language, fallback: null };
}

const noWriter: ContractError = new CarrelFailure(
  'model-missing',
  'No answering model is installed, so the documents are quoted. Fetch one with `carrel models fetch tiny`.',
).toData();

const nothingStood: ContractError = new CarrelFailure(
  'not-found',
  'No written sentence could be confirmed from the documents, so they are quoted.',
).toData();
