import { z } from 'zod';
import { answer, answerMode } from './answers.ts';
import { scope } from './documents.ts';
import { request } from './route.ts';
import { uiLanguage } from './settings.ts';

const nothing = z.strictObject({});

export const conversationEntry = z.strictObject({
  id: z.string(),
  /** The first question, until it is renamed. */
  title: z.string(),
  /** ISO 8601. */
  created: z.string(),
  updated: z.string(),
  messages: z.number().int(),
});
export type ConversationEntry = z.infer<typeof conversationEntry>;

/** A stored citation's place today: documents change after an answer was given. */
export const citationState = z.strictObject({
  n: z.number().int().min(1),
  /** `moved`: the same words stand at `page` now; `gone`: they are no longer there. */
  state: z.enum(['unchanged', 'moved', 'gone']),
  page: z.number().int().nullable(),
  /** Ticked by a reader who looked. */
  ticked: z.boolean(),
});
export type CitationState = z.infer<typeof citationState>;

export const storedMessage = z.strictObject({
  id: z.string(),
  question: z.string(),
  /** ISO 8601. */
  asked: z.string(),
  scope,
  mode: answerMode.nullable(),
  /** `redacted`: it quoted a document that was erased, and its text is gone. */
  state: z.enum(['complete', 'stopped', 'redacted']),
  /** Null where it was stopped before anything stood, or redacted. */
  answer: answer.nullable(),
  citations: z.array(citationState),
});
export type StoredMessage = z.infer<typeof storedMessage>;

export const exportFormat = z.enum(['markdown', 'docx']);
export type ExportFormat = z.infer<typeof exportFormat>;

/** Questions and answers kept on this machine. */
export const conversationRoutes = {
  /** Newest first; `find` looks in titles, questions and answers. */
  listConversations: request({
    input: z.strictObject({
      find: z.string().max(500).optional(),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.strictObject({ conversations: z.array(conversationEntry) }),
  }),
  /** Oldest first, as many as fit one message; the rest follows after `next`. */
  readConversation: request({
    input: z.strictObject({
      id: z.string(),
      /** Id of the message after which to read on. */
      after: z.string().optional(),
    }),
    output: z.strictObject({
      conversation: conversationEntry,
      messages: z.array(storedMessage).max(500),
      next: z.string().nullable(),
    }),
  }),
  renameConversation: request({
    input: z.strictObject({ id: z.string(), title: z.string().trim().min(1).max(200) }),
    output: nothing,
  }),
  /** Erases it from the data folder. */
  deleteConversation: request({ input: z.strictObject({ id: z.string() }), output: nothing }),
  tickCitation: request({
    input: z.strictObject({
      message: z.string(),
      n: z.number().int().min(1),
      ticked: z.boolean(),
    }),
    output: nothing,
  }),
  /** A document with questions, answers, quotes, places and ticks. */
  exportConversation: request({
    input: z.strictObject({
      id: z.string(),
      format: exportFormat,
      /** ISO 639-1 of the labels. */
      language: uiLanguage,
    }),
    output: z.strictObject({ name: z.string(), type: z.string(), bytes: z.base64() }),
  }),
} as const;
