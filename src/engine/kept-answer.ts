import type { Answer, AnswerChunk, KeptAnswer } from '../contract/answers.ts';
import type { Coverage, PassageHit } from '../contract/documents.ts';
import type { ConversationStore, KeptAt, NewMessage } from '../store/conversations/types.ts';

type Emit = (chunk: AnswerChunk) => Promise<void>;

/** What has been shown of an answer, to be kept where it is stopped. */
class Shown {
  readonly #started = performance.now();
  readonly #sentences: Answer['sentences'] = [];
  readonly #citations: Answer['citations'] = [];
  #passages: PassageHit[] = [];
  #coverage: Coverage | undefined;

  take(chunk: AnswerChunk): void {
    if (chunk.kind === 'passages') {
      this.#passages = chunk.passages;
      this.#coverage = chunk.coverage;
    } else if (chunk.kind === 'citation') this.#citations.push(chunk.citation);
    else if (chunk.kind === 'sentence') this.#sentences.push(chunk.sentence);
  }

  /** The answer so far; undefined before a sentence stood. */
  answer(): Answer | undefined {
    if (this.#coverage === undefined || this.#sentences.length === 0) return undefined;
    const totalMs = performance.now() - this.#started;
    return {
      verdict: 'perhaps',
      found: true,
      // Quotes are shown all at once: only what is written can be stopped in between.
      mode: 'write',
      fallback: null,
      coverage: this.#coverage,
      answer: this.#sentences
        .map(({ text, citations }) => `${text} ${citations.map((n) => `[${n}]`).join('')}`)
        .join('\n'),
      sentences: this.#sentences,
      citations: this.#citations,
      passages: this.#passages,
      model: '',
      timings: { retrieveMs: 0, firstTokenMs: null, totalMs },
      energy: null,
    };
  }
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
  { emit, signal }: { readonly emit: Emit; readonly signal: AbortSignal },
  work: (emit: Emit) => Promise<Answer>,
): Promise<KeptAnswer> {
  const at: KeptAt = conversations.begin(message);
  const shown = new Shown();
  try {
    const answer = await work(async (chunk) => {
      shown.take(chunk);
      await emit(chunk);
    });
    conversations.finish(at, answer, 'complete');
    return { ...answer, ...at };
  } catch (error) {
    if (signal.aborted) conversations.finish(at, shown.answer(), 'stopped');
    else conversations.drop(at);
    throw error;
  }
}
