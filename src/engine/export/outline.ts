import type { ConversationEntry, StoredMessage } from '../../contract/conversations.ts';
import { sourceLabel, stateLabel, type Labels } from './labels.ts';

/** A conversation to be exported. */
export interface Conversation {
  readonly conversation: ConversationEntry;
  readonly messages: readonly StoredMessage[];
}

/** A part of an exported document, whatever its format. Texts are as they were kept: not escaped. */
export type Block =
  | { readonly kind: 'title' | 'question' | 'note' | 'sentence' | 'sources'; readonly text: string }
  | {
      readonly kind: 'source';
      readonly n: number;
      readonly label: string;
      readonly quote: string;
      readonly state: string;
    };

/** What an exported conversation holds, in order. */
export function* outlineOf(
  { conversation, messages }: Conversation,
  labels: Labels,
  now: Date,
): Generator<Block> {
  yield { kind: 'title', text: conversation.title };
  for (const message of messages) {
    yield { kind: 'question', text: message.question };
    yield { kind: 'note', text: labels.say('asked', { date: labels.date(message.asked) }) };
    yield* answerOf(message, labels);
  }
  yield { kind: 'note', text: labels.say('made', { date: labels.date(now.toISOString()) }) };
}

function* answerOf(message: StoredMessage, labels: Labels): Generator<Block> {
  const { answer, state } = message;
  if (state === 'redacted') {
    yield { kind: 'note', text: labels.say('redacted') };
    return;
  }
  if (state === 'stopped') yield { kind: 'note', text: labels.say('stopped') };
  if (answer === null) {
    if (state === 'complete') yield { kind: 'note', text: labels.say('empty') };
    return;
  }
  if (answer.verdict !== 'answered') yield { kind: 'note', text: labels.say(answer.verdict) };
  for (const { text, citations } of answer.sentences) {
    yield { kind: 'sentence', text: `${text} ${citations.map((n) => `[${n}]`).join('')}` };
  }
  const { searchable, inScope: total } = answer.coverage;
  yield { kind: 'note', text: labels.say('coverage', { searchable, total }) };
  if (answer.citations.length > 0) yield { kind: 'sources', text: labels.say('quotes') };
  for (const citation of answer.citations) {
    const today = message.citations.find(({ n }) => n === citation.n);
    yield {
      kind: 'source',
      n: citation.n,
      label: sourceLabel(labels, citation),
      quote: citation.quote,
      state: stateLabel(labels, today),
    };
  }
}
