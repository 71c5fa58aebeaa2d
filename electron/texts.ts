import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ContractError } from '../src/contract/errors.ts';
import { uiLanguage, type UiLanguage } from '../src/contract/settings.ts';

const texts = z.strictObject({
  file: z.string(),
  addFiles: z.string(),
  addFolder: z.string(),
  settings: z.string(),
  close: z.string(),
  quit: z.string(),
  edit: z.string(),
  undo: z.string(),
  redo: z.string(),
  cut: z.string(),
  copy: z.string(),
  paste: z.string(),
  selectAll: z.string(),
  view: z.string(),
  zoomIn: z.string(),
  zoomOut: z.string(),
  zoomReset: z.string(),
  fullScreen: z.string(),
  window: z.string(),
  minimize: z.string(),
  chooseFiles: z.string(),
  chooseFolder: z.string(),
  chooseModel: z.string(),
  modelFiles: z.string(),
  cannotStart: z.string(),
  stopped: z.string(),
  windowStopped: z.string(),
  cannotOpen: z.string(),
  noSandbox: z.string(),
  noSandboxDetail: z.string(),
  startAnyway: z.string(),
  addUnsandboxed: z.string(),
  addUnsandboxedDetail: z.string(),
  addAnyway: z.string(),
  cancel: z.string(),
});
/** The words of menu, dialogs and notices. */
export type DesktopTexts = z.infer<typeof texts>;

/** The first language of the system's list that Carrel speaks; English where it speaks none. */
export function languageOf(preferred: readonly string[]): UiLanguage {
  for (const tag of preferred) {
    const language = uiLanguage.safeParse(tag.toLowerCase().split('-')[0]);
    if (language.success) return language.data;
  }
  return 'en';
}

/** Reads the words of a language; throws where the file is not as it should be. */
export function readTexts(locales: string, language: string): DesktopTexts {
  return texts.parse(JSON.parse(readFileSync(join(locales, language, 'desktop.json'), 'utf8')));
}

/** Tells of errors in the words the page has for them; throws where the file is not as it should be. */
export function readErrorTexts(
  locales: string,
  language: string,
): (error: Pick<ContractError, 'code' | 'message'>) => string {
  const file = readFileSync(join(locales, language, 'errors.json'), 'utf8');
  const byCode = z.record(z.string(), z.string()).parse(JSON.parse(file));
  return ({ code, message }) => (byCode[code] ?? message).replaceAll('{{message}}', () => message);
}
