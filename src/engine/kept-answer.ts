import type { Answer, AnswerChunk, AnswerMode, KeptAnswer } from '../contract/answers.ts';
import type { Coverage, PassageHit } from '../contract/documents.ts';
import type { ConversationStore, KeptAt, NewMessage } from '../store/conversations/types.ts';

type Emit = (chunk: AnswerChunk) => Promise<void>;

/** What has been shown of an answer, to be kept where it is stopped. */
class Shown {
  readonly #started = performance.now();
  readonly #sentences: Answer['sentences'] = [];
  readonly #citations: Answer['citations'] = [];
  #quotes: Extract<AnswerChunk, { kind: 'quotes' }> | undefined;
  #passages: PassageHit[] = [];
  #retrieveMs = 0;
  #coverage: Coverage | undefined;

  take(chunk: AnswerChunk): void {
    if (chunk.kind === 'passages') {
      this.#passages = chunk.passages;
      this.#coverage = chunk.coverage;
      this.#retrieveMs = performance.now() - this.#started;
    } else if (chunk.kind === 'quotes') this.#quotes = chunk;
    else if (chunk.kind === 'citation') this.#citations.push(chunk.citation);
    else if (chunk.kind === 'sentence') this.#sentences.push(chunk.sentence);
  }

  /**
   * The answer so far: the sentences that stood, else the quotes shown while the model wrote;
   * undefined before there was either.
   *
   * @param models ids of what writes and what quotes
   */
  answer(models: Readonly<Record<AnswerMode, string>>): Answer | undefined {
    const streamed = { sentences: this.#sentences, citations: this.#citations };
    const { sentences, citations } =
      streamed.sentences.length > 0 ? streamed : (this.#quotes ?? streamed);
    // Sentences that come after quotes are written; without any before them they are the quotes.
    const mode = this.#quotes !== undefined && sentences === streamed.sentences ? 'write' : 'quote';
    if (this.#coverage === undefined || sentences.length === 0) return undefined;
    return {
      verdict: 'perhaps',
      found: true,
      mode,
      fallback: null,
      coverage: this.#coverage,
      answer: sentences
        .map(({ text, citations: cited }) => `${text} ${cited.map((n) => `[${n}]`).join('')}`)
        .join('\n'),
      sentences,
      citations,
      passages: this.#passages,
      model: models[mode],
      timings: {
        retrieveMs: this.#retrieveMs,
        firstTokenMs: null,
        totalMs: performance.now() - this.#started,
      },
      energy: null,
    };
  }
}

/** A question being answered: where its answer goes, what cancels it, which models work on it. */
export interface Asking {
  readonly emit: Emit;
  readonly signal: AbortSignal;
  /** Ids of the models that write and quote, for an answer that is stopped. */
  readonly models: () => Promise<Readonly<Record<AnswerMode, string>>>;
}

/**
 * Answers a question and keeps both, from the moment it is asked: one that is stopped is kept with
 * what was shown, one that fails is not kept.
 *
 * @throws what `work` throws; CarrelFailure `not-found` for a conversation that is gone.
 */
export async function keepAnswer(
  conversations: ConversationStore,
  message: NewMessage,
  { emit, signal, models }: Asking,
  work: (emit: Emit) => Promise<Answer>,
): Promise<KeptAnswer> {
  const at: KeptAt = conversations.begin(message);
  const shown = new Shown();
  try {
    await emit({ kind: 'kept', ...at });
    const answer = await work(async (chunk) => {
      shown.take(chunk);
      await emit(chunk);
    });
    const kept = conversations.finish(at, answer, 'complete');
    return kept ? { ...answer, ...at } : { ...answer, conversation: null, message: null };
  } catch (error) {
    if (signal.aborted) conversations.finish(at, shown.answer(await models()), 'stopped');
    else conversations.drop(at);
    throw error;
  }
}
