import type {
  AnswerChunk,
  AnswerMode,
  Citation,
  KeptAnswer,
} from '../../../src/contract/answers.ts';
import type { CitationState, StoredMessage } from '../../../src/contract/conversations.ts';
import type { Coverage, PassageHit, Scope } from '../../../src/contract/documents.ts';
import type { ContractError } from '../../../src/contract/errors.ts';
import { allStanding, standing, type StandingSentence } from './standing.ts';

/** What is known of a finished answer beside its sentences. */
export type AnswerFacts = Pick<
  KeptAnswer,
  | 'verdict'
  | 'mode'
  | 'fallback'
  | 'coverage'
  | 'passages'
  | 'model'
  | 'timings'
  | 'answer'
  | 'catalogue'
>;

/** One question and its answer, as far as it has come. */
export interface Exchange {
  /** Of this page's making. */
  readonly key: string;
  readonly question: string;
  readonly scope: Scope;
  /** As asked; null: what the installed model is trusted with. */
  readonly askedMode: AnswerMode | null;
  readonly state: 'looking' | 'answering' | 'complete' | 'stopped' | 'failed' | 'redacted';
  /** The stored message, once there is one. */
  readonly message: string | null;
  readonly coverage: Coverage | null;
  readonly nearest: readonly PassageHit[];
  /** Quotes shown while the model writes. */
  readonly quotes: readonly StandingSentence[];
  readonly sentences: readonly StandingSentence[];
  /** All citations of the answer so far. */
  readonly citations: readonly Citation[];
  /** 1-based number of the written sentence being checked. */
  readonly checking: number | null;
  readonly thinking: string;
  readonly facts: AnswerFacts | null;
  readonly error: ContractError | null;
  /** What has become of stored citations, by number. */
  readonly states: ReadonlyMap<number, CitationState>;
}

/** Characters of a model's thinking that are kept for show. */
const MAX_THINKING = 50_000;

/** A question that was just asked. */
export function newExchange(
  asked: Pick<Exchange, 'key' | 'question' | 'scope' | 'askedMode'>,
): Exchange {
  return {
    ...asked,
    state: 'looking',
    message: null,
    coverage: null,
    nearest: [],
    quotes: [],
    sentences: [],
    citations: [],
    checking: null,
    thinking: '',
    facts: null,
    error: null,
    states: new Map(),
  };
}

/** The exchange after one more piece of its answer. */
export function withChunk(now: Exchange, chunk: AnswerChunk): Exchange {
  switch (chunk.kind) {
    case 'kept':
      return { ...now, message: chunk.message };
    case 'passages':
      return { ...now, state: 'answering', coverage: chunk.coverage, nearest: chunk.passages };
    case 'quotes':
      return { ...now, quotes: allStanding(chunk.sentences, chunk.citations) };
    case 'citation':
      return { ...now, citations: [...now.citations, chunk.citation] };
    case 'sentence': {
      const passed = standing(chunk.sentence, now.citations);
      if (passed === undefined) return now;
      return { ...now, checking: null, sentences: [...now.sentences, passed] };
    }
    case 'checking':
      return { ...now, checking: chunk.sentence };
    case 'thinking':
      return { ...now, thinking: (now.thinking + chunk.text).slice(-MAX_THINKING) };
  }
}

/** The exchange with its whole answer. */
export function withAnswer(now: Exchange, answer: KeptAnswer): Exchange {
  return {
    ...now,
    state: 'complete',
    message: answer.message,
    coverage: answer.coverage,
    nearest: answer.passages,
    // Where writing gave way to quotes, they are the answer and not shown twice.
    quotes: answer.mode === 'write' ? now.quotes : [],
    sentences: allStanding(answer.sentences, answer.citations),
    citations: answer.citations,
    checking: null,
    facts: answer,
  };
}

/** The exchange that ended without a whole answer; what stands stays. */
export function withError(now: Exchange, error: ContractError): Exchange {
  return error.code === 'cancelled'
    ? { ...now, state: 'stopped', checking: null }
    : { ...now, state: 'failed', message: null, checking: null, error };
}

/** A stored question and answer, with the state of its citations today. */
export function fromStored(stored: StoredMessage): Exchange {
  const { id, question, scope, mode, state, answer } = stored;
  const empty = newExchange({ key: id, question, scope, askedMode: mode });
  return {
    ...empty,
    state,
    message: id,
    coverage: answer?.coverage ?? null,
    nearest: answer?.passages ?? [],
    sentences: answer === null ? [] : allStanding(answer.sentences, answer.citations),
    citations: answer?.citations ?? [],
    facts: answer,
    states: new Map(stored.citations.map((each) => [each.n, each])),
  };
}

/** The question was asked on this page, not read from the store. */
export function isAskedHere({ key, message }: Exchange): boolean {
  return key !== message;
}

/**
 * The exchange as the store knows it now: what became of its citations, or that it is redacted.
 * Passages of documents that are erased are gone from it.
 */
export function withStored(now: Exchange, messages: readonly StoredMessage[]): Exchange {
  const stored = messages.find(({ id }) => id === now.message);
  if (stored === undefined) return now;
  if (stored.state === 'redacted') return { ...fromStored(stored), key: now.key };
  return {
    ...now,
    nearest: stored.answer?.passages ?? now.nearest,
    // A list keeps only what is still there.
    facts: now.facts?.catalogue === undefined ? now.facts : (stored.answer ?? now.facts),
    states: new Map(stored.citations.map((each) => [each.n, each])),
  };
}

/** The exchange with a citation ticked as checked by the reader, or not. */
export function withTick(now: Exchange, n: number, ticked: boolean): Exchange {
  const before = now.states.get(n) ?? { n, state: 'unchanged', page: null, ticked };
  return { ...now, states: new Map(now.states).set(n, { ...before, ticked }) };
}
