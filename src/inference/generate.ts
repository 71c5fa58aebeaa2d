import { setTimeout as delay } from 'node:timers/promises';
import type {
  ChatHistoryItem,
  ChatWrapper,
  LlamaChat,
  LlamaChatResponseChunk,
  LlamaContext,
  LlamaGrammar,
  LlamaModel,
  Token,
} from 'node-llama-cpp';
import type { z } from 'zod';
import { CarrelFailure } from '../contract/errors.ts';
import type { ChunkOf, OutputOf, ParsedInputOf, StreamContext } from '../contract/route.ts';
import { contextFor } from '../models/memory.ts';
import { BufferedSender } from './buffered-sender.ts';
import { allowThreads } from './thread-limit.ts';
import type { Loaded } from './model-pool.ts';
import type { chatTurn, inferenceRoutes, ModelSpec } from './routes.ts';
import { ThinkSplitter } from './think.ts';

/** The prompt is evaluated in steps of this many tokens, so that Stop works during it too. */
const promptStep = 256;
/** Tokens the library keeps free at the context's end; past them it would shorten the prompt. */
const spare = 4;

export type GenerateInput = ParsedInputOf<(typeof inferenceRoutes)['generate']>;
export type GenerateChunk = ChunkOf<(typeof inferenceRoutes)['generate']>;
export type GenerateOutput = OutputOf<(typeof inferenceRoutes)['generate']>;

export interface LoadedAnswerer extends Loaded {
  readonly chat: LlamaChat;
}

/** Makes the context of an answering model, and the chat that writes by the model's own template. */
export async function prepareAnswerer(
  model: LlamaModel,
  spec: ModelSpec,
  threads: number,
): Promise<LoadedAnswerer> {
  const { LlamaChat, resolveChatWrapper } = await import('node-llama-cpp');
  const contextSize = Math.min(contextFor('answer', spec.context), model.trainContextSize);
  const context: LlamaContext = await model.createContext({
    contextSize,
    threads: allowThreads(model, threads),
  });
  const chat = new LlamaChat({
    contextSequence: context.getSequence(),
    chatWrapper: resolveChatWrapper(model, { warningLogs: false }),
  });
  return {
    model,
    chat,
    dispose: async () => {
      chat.dispose();
      await context.dispose();
      await model.dispose();
    },
  };
}

export interface GenerateContext extends StreamContext<GenerateChunk> {
  /** When the request came, by `performance.now()`. */
  readonly started: number;
  /** Called between evaluations, to fit the threads to how busy the machine is. */
  readonly tune: () => void;
}

/**
 * Writes an answer, streaming it as it comes. The part of the prompt that the last call shared is
 * not evaluated again. Throws `invalid-input` for a prompt longer than the context or a grammar
 * that is none.
 */
export async function generate(
  { chat, model }: LoadedAnswerer,
  input: GenerateInput,
  context: GenerateContext,
): Promise<GenerateOutput> {
  const history = toHistory(input.turns);
  const prompt = promptTokens(chat.chatWrapper, model, history);
  const room = chat.sequence.contextSize - prompt.length - spare;
  if (room < 1) throw tooLong(input.model, prompt.length, chat.sequence.contextSize);
  const grammar = await readGrammar(model, input.grammar);
  const sender = new BufferedSender<GenerateChunk>((chunk) => context.emit(chunk));
  const signal = AbortSignal.any([context.signal, sender.failed]);
  const splitter = ownSplitter(input, chat.chatWrapper, model, prompt);
  const count = { tokens: 0, firstTokenMs: 0 };
  const result = (stop: GenerateOutput['stop']): GenerateOutput => ({
    promptTokens: prompt.length,
    ...count,
    stop,
  });
  try {
    // The context used before gives its threads back at the next turn of the event loop; without
    // them the whole prompt would be read at half speed.
    await delay(1);
    await evaluatePrompt(chat, prompt, signal, context.tune);
    const { metadata } = await chat.generateResponse(history, {
      signal,
      stopOnAbortSignal: true,
      maxTokens: Math.min(input.maxTokens, room),
      temperature: input.temperature,
      seed: input.seed,
      // On by default in the library; it would bend a quote away from the words it repeats.
      repeatPenalty: false,
      contextShift: { size: 1, strategy: refuseToForget },
      // What a grammar shapes is the answer, never thinking: no thinking is opened by force.
      ...(grammar === null ? {} : { grammar, abortOnNonText: true }),
      onResponseChunk: (chunk) => {
        context.tune();
        if (count.tokens === 0) count.firstTokenMs = performance.now() - context.started;
        count.tokens += chunk.tokens.length;
        for (const piece of pieces(chunk, splitter, grammar !== null)) sender.write(piece);
      },
    });
    for (const piece of splitter?.end() ?? []) sender.write(piece);
    await sender.flush();
    if (metadata.stopReason === 'abort') return result('cancelled');
    return result(metadata.stopReason === 'maxTokens' ? 'length' : 'end');
  } catch (error) {
    if (signal.aborted) return result('cancelled');
    throw error;
  }
}

/** Evaluates all of the prompt but its last token, in steps, unless the signal stops it. */
async function evaluatePrompt(
  chat: LlamaChat,
  prompt: readonly Token[],
  signal: AbortSignal,
  tune: () => void,
): Promise<void> {
  const { sequence } = chat;
  // Recurrent and sliding-window models cannot step back by a token; there the library places
  // its own checkpoints, and has to evaluate the prompt itself.
  if (sequence.needsCheckpoints) return;
  const tokens = prompt.slice(0, -1);
  await sequence.adaptStateToTokens(tokens, false);
  for (let at = sequence.nextTokenIndex; at < tokens.length; at = sequence.nextTokenIndex) {
    signal.throwIfAborted();
    tune();
    await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(at, at + promptStep));
  }
}

function promptTokens(
  wrapper: ChatWrapper,
  model: LlamaModel,
  history: readonly ChatHistoryItem[],
): Token[] {
  const chatHistory: ChatHistoryItem[] = [...history, { type: 'model', response: [] }];
  // Only the template's own parts become special tokens: text of documents is never read as one.
  return wrapper.generateContextState({ chatHistory }).contextText.tokenize(model.tokenizer);
}

function toHistory(turns: readonly z.output<typeof chatTurn>[]): ChatHistoryItem[] {
  return turns.map(({ role, text }): ChatHistoryItem => {
    const sound = text.toWellFormed();
    return role === 'assistant'
      ? { type: 'model', response: [sound] }
      : { type: role, text: sound };
  });
}

/** A splitter for reasoning models whose template the library does not split by itself. */
function ownSplitter(
  { model: spec, grammar }: GenerateInput,
  wrapper: ChatWrapper,
  model: LlamaModel,
  prompt: readonly Token[],
): ThinkSplitter | null {
  if (!spec.reasoning || grammar !== null || wrapper.settings.segments?.thought !== undefined) {
    return null;
  }
  const ending = model.detokenize(prompt.slice(-8), true).trimEnd();
  return new ThinkSplitter(ending.endsWith('<think>'));
}

function pieces(
  { type, text }: LlamaChatResponseChunk,
  splitter: ThinkSplitter | null,
  shaped: boolean,
): readonly GenerateChunk[] {
  if (text === '') return [];
  if (type === 'segment' && !shaped) return [{ kind: 'thinking', text }];
  return splitter?.push(text) ?? [{ kind: 'text', text }];
}

async function readGrammar(model: LlamaModel, text: string | null): Promise<LlamaGrammar | null> {
  if (text === null) return null;
  try {
    return await model.llama.createGrammar({ grammar: text });
  } catch (error) {
    throw new CarrelFailure(
      'invalid-input',
      'The grammar given for the answer is not valid GBNF.',
      { field: 'grammar' },
      { cause: error },
    );
  }
}

function tooLong(spec: ModelSpec, tokens: number, limit: number): CarrelFailure {
  return new CarrelFailure(
    'invalid-input',
    `The question with its passages has ${tokens} tokens; ${spec.id} can take ${limit} with its answer.`,
    { field: 'turns', tokens, limit },
  );
}

function refuseToForget(): never {
  // Lengths are checked beforehand; if that ever fails, passages must not be dropped in silence.
  throw new CarrelFailure('internal', 'The conversation outgrew the model in mid-answer.');
}
