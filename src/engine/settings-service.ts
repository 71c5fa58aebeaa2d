import { z } from 'zod';
import { defaultIgnoring } from '../contract/ignoring.ts';
import { settings, type Settings, type SettingsChange } from '../contract/settings.ts';
import type { Acceleration } from '../inference/routes.ts';
import type { SettingStore } from '../store/types/settings.ts';
import type { EngineEnvironment } from './environment.ts';

/** Where the person's choices lie among the store's settings, as JSON. */
const KEY = 'person';

const fields = settings.shape;

/** Each field by itself, so that one that is damaged or of a later version costs only itself. */
const forgiving = z.object({
  language: fields.language.catch('system'),
  theme: fields.theme.catch('system'),
  textSize: fields.textSize.catch('medium'),
  answerMode: fields.answerMode.catch('auto'),
  answerLength: fields.answerLength.catch('medium'),
  processor: fields.processor.catch('auto'),
  threads: fields.threads.catch(null),
  ocrLanguages: fields.ocrLanguages.catch([]),
  ignoreHidden: fields.ignoreHidden.catch(true),
  ignoreTemporary: fields.ignoreTemporary.catch(true),
  ignoreLargerThan: fields.ignoreLargerThan.catch(null),
  ignorePatterns: fields.ignorePatterns.catch(defaultIgnoring.ignorePatterns),
  eraseDeniedAfterDays: fields.eraseDeniedAfterDays.catch(30),
  welcomed: fields.welcomed.catch(false),
});

/** What a person has chosen, kept in the catalogue. */
export class SettingsService {
  readonly #store: SettingStore;

  constructor(store: SettingStore) {
    this.#store = store;
  }

  /** Every field has a value: what was never chosen, or cannot be read, is the default. */
  read(): Settings {
    return forgiving.parse(asObject(this.#store.setting(KEY)));
  }

  /** The settings as they would be after a change. */
  changed(change: SettingsChange): Settings {
    return forgiving.parse({ ...this.read(), ...change });
  }

  /** Stores a change; on the disk when this returns. */
  change(change: SettingsChange): Settings {
    const next = this.changed(change);
    this.#store.setSetting(KEY, JSON.stringify(next));
    return next;
  }

  /** Where models run; what the engine was started with cannot be widened by a choice. */
  acceleration(environment: EngineEnvironment, chosen: Settings = this.read()): Acceleration {
    const { processor, threads } = chosen;
    return {
      gpu: processor === 'cpu' ? 'off' : environment.CARREL_GPU,
      threads: threads ?? environment.CARREL_THREADS,
    };
  }
}

function asObject(text: string | undefined): object {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
