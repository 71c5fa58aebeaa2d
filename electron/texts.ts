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

/** The words in the language of the page, and in the system's until a page has said its own. */
export class SpokenTexts {
  readonly #locales: string;
  readonly #onChange: () => void;
  #language: UiLanguage;
  #now: DesktopTexts;

  /**
   * @param preferred the system's languages, the first one first.
   * @param onChange called when the words have become another language's.
   */
  constructor(locales: string, preferred: readonly string[], onChange: () => void) {
    this.#locales = locales;
    this.#onChange = onChange;
    this.#language = languageOf(preferred);
    this.#now = readTexts(locales, this.#language);
  }

  get language(): UiLanguage {
    return this.#language;
  }

  get now(): DesktopTexts {
    return this.#now;
  }

  /** A page speaks this language; what is none that Carrel speaks is passed over. */
  speak(language: unknown): void {
    const { data } = uiLanguage.safeParse(language);
    if (data === undefined || data === this.#language) return;
    this.#now = readTexts(this.#locales, data);
    this.#language = data;
    this.#onChange();
  }
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
