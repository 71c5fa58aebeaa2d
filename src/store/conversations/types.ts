import type { Answer, AnswerMode } from '../../contract/answers.ts';
import type { ConversationEntry, StoredMessage } from '../../contract/conversations.ts';
import type { Scope } from '../../contract/documents.ts';

/** A question that is about to be answered. */
export interface NewMessage {
  /** Id of a conversation, or `new`. */
  readonly conversation: string;
  readonly question: string;
  readonly scope: Scope;
  readonly mode: AnswerMode | undefined;
}

/** Where a question was put. */
export interface KeptAt {
  readonly conversation: string;
  readonly message: string;
}

/** Messages of a conversation, with the id of the last one where more follow. */
export interface MessagePage {
  readonly conversation: ConversationEntry;
  readonly messages: StoredMessage[];
  readonly next: string | null;
}

/** Questions and answers kept on this machine. Ids are decimal numbers. */
export interface ConversationStore {
  /** Newest first; `find` looks in titles, questions and answers, case and accents apart. */
  list(find: string | undefined, limit: number): ConversationEntry[];
  /**
   * The messages after one, oldest first, with their citations as they are today; as many as fit a
   * message of the contract. Throws `not-found`.
   */
  read(id: string, after?: string): MessagePage;
  /** The questions so far, oldest first, the last few. Throws `not-found`. */
  questions(id: string): string[];
  /** Throws `not-found`. */
  rename(id: string, title: string): void;
  /** Erases it; nothing of it is left on the disk at return. Throws `not-found`. */
  delete(id: string): void;
  /** Keeps a question as one whose answer was stopped, until `finish`. Throws `not-found`. */
  begin(message: NewMessage): KeptAt;
  /**
   * Keeps the answer; without one, or stopped, the state says so. One that quotes a document erased
   * meanwhile is redacted. False where the question was deleted meanwhile.
   */
  finish(at: KeptAt, answer: Answer | undefined, state: 'complete' | 'stopped'): boolean;
  /** Takes a question back that could not be answered, and a conversation that holds no other. */
  drop(at: KeptAt): void;
  /** Throws `not-found`. */
  tick(message: string, n: number, ticked: boolean): void;
}
