import { z } from 'zod';
import { answerLength } from './answers.ts';
import { ignoring } from './ignoring.ts';
import { modelRole } from './models.ts';
import { ocrLanguage } from './ocr.ts';
import { request } from './route.ts';

const nothing = z.strictObject({});

export const uiLanguage = z.enum(['en', 'fr', 'de', 'es', 'it']);
export type UiLanguage = z.infer<typeof uiLanguage>;

/** What a person has chosen; stored in the data folder. Every field has a default. */
export const settings = z.strictObject({
  language: z.union([z.literal('system'), uiLanguage]).default('system'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  textSize: z.enum(['small', 'medium', 'large']).default('medium'),
  /** `auto`: what the installed model is trusted with. */
  answerMode: z.enum(['auto', 'quote', 'write']).default('auto'),
  answerLength: answerLength.default('medium'),
  /** `auto`: the graphics processor where there is one that works. */
  processor: z.enum(['auto', 'cpu']).default('auto'),
  /** Null: as many as the machine has cores to spare. */
  threads: z.number().int().min(1).max(256).nullable().default(null),
  /** Languages that text in pictures is read in; none: each document tells. */
  ocrLanguages: z.array(ocrLanguage).max(8).default([]),
  ...ignoring,
  /** Days after which what was read of a file that may not be read any more is erased; null: never. */
  eraseDeniedAfterDays: z.number().int().min(1).max(3650).nullable().default(30),
  /** The offer of models that suit the machine was waved away. */
  welcomed: z.boolean().default(false),
});
export type Settings = z.infer<typeof settings>;

/** A change of some settings. */
export const settingsChange = z.strictObject({
  language: settings.shape.language.unwrap().optional(),
  theme: settings.shape.theme.unwrap().optional(),
  textSize: settings.shape.textSize.unwrap().optional(),
  answerMode: settings.shape.answerMode.unwrap().optional(),
  answerLength: settings.shape.answerLength.unwrap().optional(),
  processor: settings.shape.processor.unwrap().optional(),
  threads: settings.shape.threads.unwrap().optional(),
  ocrLanguages: settings.shape.ocrLanguages.unwrap().optional(),
  ignoreHidden: ignoring.ignoreHidden.unwrap().optional(),
  ignoreTemporary: ignoring.ignoreTemporary.unwrap().optional(),
  ignoreLargerThan: ignoring.ignoreLargerThan.unwrap().optional(),
  ignorePatterns: ignoring.ignorePatterns.unwrap().optional(),
  eraseDeniedAfterDays: settings.shape.eraseDeniedAfterDays.unwrap().optional(),
  welcomed: settings.shape.welcomed.unwrap().optional(),
});
export type SettingsChange = z.infer<typeof settingsChange>;

/** What lies in the data folder. */
export const storagePart = z.strictObject({
  what: z.enum(['catalogue', 'vectors', 'models', 'kept-copies', 'temporary', 'other']),
  path: z.string(),
  bytes: z.number(),
});
export type StoragePart = z.infer<typeof storagePart>;

/** Settings, the models in use, and what is stored. */
export const settingsRoutes = {
  readSettings: request({ input: nothing, output: settings }),
  changeSettings: request({ input: settingsChange, output: settings }),
  /**
   * Uses an installed model for its role. A change of the embedder fills the new vectors in the
   * background while the old ones serve.
   */
  chooseModel: request({
    input: z.strictObject({ role: modelRole, id: z.string() }),
    output: nothing,
  }),
  measureStorage: request({
    input: nothing,
    output: z.strictObject({ home: z.string(), parts: z.array(storagePart) }),
  }),
  /** Every document, vector, conversation and kept copy; models and settings stay. */
  eraseEverything: request({ input: nothing, output: nothing }),
} as const;
