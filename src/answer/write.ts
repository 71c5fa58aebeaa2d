import type { AnswerChunk, AnswerLength, AnswerSentence, Citation } from '../contract/answers.ts';
import type { PassageHit } from '../contract/documents.ts';
import { unwrap } from '../contract/result.ts';
import type { Client } from '../contract/route.ts';
import type { inferenceRoutes, ModelSpec } from '../inference/routes.ts';
import { cite, isSamePlace, type CitableStore } from './citation.ts';
import {
  ANSWER_TOKENS,
  grammarFor,
  parseLine,
  passagesWithin,
  promptFor,
  THINKING_TOKENS,
  type WrittenLine,
} from './prompt.ts';
import { isCutOff, isRepetitive, saysTheSame } from './repetition.ts';
import { Relevance } from './relevance.ts';
import type { Embed, Selected } from './select.ts';
import { verifySentence } from './verify.ts';

/** Largest context used for an answer, in tokens; the inference process allows no more. */
const CONTEXT = 4096;
/**
 * The same for a model that is not trusted to write by itself: the small ones, which run where
 * reading a prompt takes seconds a thousand tokens, and lose the thread in long ones.
 */
const SHORT_CONTEXT = 1800;
/**
 * Sentences checked in vain, with none that stood, after which the model is stopped: what follows
 * stands as rarely, and the person waits for it.
 */
const HOPELESS_AFTER = { trusted: 3, untrusted: 2 } as const;
/** Repeatable answers: the same question over the same passages gives the same words. */
const SEED = 1;

export interface Writing {
  readonly question: string;
  readonly language: string;
  readonly hits: readonly PassageHit[];
  /** The sentences found for the question. */
  readonly ranked: readonly Selected[];
  readonly model: ModelSpec;
  /** Writing is this model's default, see `Writer`. */
  readonly trusted: boolean;
  readonly length: AnswerLength;
  readonly store: CitableStore;
  readonly embed: Embed;
  readonly inference: Client<typeof inferenceRoutes>;
  readonly signal: AbortSignal;
  readonly emit: (chunk: AnswerChunk) => Promise<void>;
}

export interface Written {
  readonly sentences: readonly AnswerSentence[];
  readonly citations: readonly Citation[];
  readonly firstTokenMs: number;
}

/**
 * Has the model write from the passages, and lets through only the sentences that hold: each is
 * checked as soon as its line is complete, and emitted only then.
 *
 * @throws CarrelFailure `cancelled`, `inference-failed` and the model's own reasons.
 */
export async function write(writing: Writing): Promise<Written> {
  const answer = ANSWER_TOKENS[writing.length];
  // A reasoning model thinks before it answers.
  const maxTokens = writing.model.reasoning ? answer + THINKING_TOKENS : answer;
  const passages = await passagesFor(writing, maxTokens);
  if (passages.length === 0) return { sentences: [], citations: [], firstTokenMs: 0 };
  const checker = new Checker(writing, passages);
  const hopeless = new AbortController();
  const signal = AbortSignal.any([writing.signal, hopeless.signal]);
  const started = performance.now();
  let firstTokenMs: number | undefined;
  let pending = '';
  const result = await writing.inference.stream(
    'generate',
    {
      model: writing.model,
      turns: promptFor(writing.question, passages, writing.language),
      // A grammar would not let a reasoning model think.
      grammar: writing.model.reasoning ? null : grammarFor(passages.length, writing.language),
      maxTokens,
      temperature: 0,
      seed: SEED,
    },
    async (chunk) => {
      firstTokenMs ??= performance.now() - started;
      if (chunk.kind === 'thinking') {
        await writing.emit(chunk);
        return;
      }
      const lines = (pending + chunk.text).split('\n');
      pending = lines.pop() ?? '';
      for (const line of lines) {
        if (hopeless.signal.aborted) return;
        await checker.check(parseLine(line));
        if (checker.isHopeless) hopeless.abort();
      }
      // A model that has begun to loop goes on to the limit of its tokens.
      if (isRepetitive(pending)) hopeless.abort();
    },
    { signal },
  );
  if (hopeless.signal.aborted && !writing.signal.aborted) {
    return { ...checker.done(), firstTokenMs: firstTokenMs ?? 0 };
  }
  ({ firstTokenMs } = unwrap(result));
  // A last line that the token limit cut off has no citation and does not pass.
  await checker.check(parseLine(pending));
  return { ...checker.done(), firstTokenMs };
}

async function passagesFor(writing: Writing, answer: number): Promise<PassageHit[]> {
  const { hits, inference, model, question, signal } = writing;
  const texts = [question, ...hits.map(({ text }) => text)];
  const counted = await inference.call('countTokens', { model, texts }, { signal });
  const [asked = 0, ...tokens] = unwrap(counted).counts;
  const context = Math.min(writing.trusted ? CONTEXT : SHORT_CONTEXT, model.context);
  return passagesWithin(hits, tokens, { context, question: asked, answer });
}

/** Checks lines in turn and keeps what passed. */
class Checker {
  readonly #writing: Writing;
  readonly #passages: readonly PassageHit[];
  readonly #relevance: Relevance;
  readonly #sentences: AnswerSentence[] = [];
  readonly #citations: Citation[] = [];
  #seen = 0;

  constructor(writing: Writing, passages: readonly PassageHit[]) {
    this.#writing = writing;
    this.#passages = passages;
    this.#relevance = new Relevance(writing.question, writing.ranked, writing.embed);
  }

  async check(line: WrittenLine | undefined): Promise<void> {
    if (line === undefined) return;
    const { store, embed, language, signal, emit } = this.#writing;
    this.#seen += 1;
    await emit({ kind: 'checking', sentence: this.#seen });
    if (this.#isUseless(line.text)) return;
    const cited = line.cited.flatMap((n) => this.#passages[n - 1] ?? []);
    const verified = await verifySentence(line.text, cited, language, embed, signal);
    if (!verified.ok) return;
    const { support } = verified;
    if (!(await this.#relevance.holds(line.text, support, signal))) return;
    const citation = cite(store, this.#citations.length + 1, support);
    if (!citation.checked) return;
    const n = await this.#place(citation);
    const sentence = { text: line.text, citations: [n] };
    this.#sentences.push(sentence);
    await emit({ kind: 'sentence', sentence });
  }

  get isHopeless(): boolean {
    const { trusted } = this.#writing;
    const most = HOPELESS_AFTER[trusted ? 'trusted' : 'untrusted'];
    return this.#sentences.length === 0 && this.#seen >= most;
  }

  /** What a small model writes when it has nothing more to say, whether true or not. */
  #isUseless(text: string): boolean {
    return (
      isCutOff(text) ||
      isRepetitive(text) ||
      this.#sentences.some((said) => saysTheSame(text, said.text, this.#writing.language))
    );
  }

  done(): Pick<Written, 'sentences' | 'citations'> {
    return { sentences: this.#sentences, citations: this.#citations };
  }

  /** The number of a citation; one that stands for the same words is used again. */
  async #place(citation: Citation): Promise<number> {
    const same = this.#citations.find((other) => isSamePlace(other, citation));
    if (same !== undefined) return same.n;
    this.#citations.push(citation);
    await this.#writing.emit({ kind: 'citation', citation });
    return citation.n;
  }
}
