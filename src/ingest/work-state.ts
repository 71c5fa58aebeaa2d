import type { SettingStore } from '../store/types/settings.ts';

const SETTING = 'work.paused';

/** Whether reading and embedding are paused; kept over restarts. */
export class WorkState {
  readonly #store: SettingStore;
  #paused: boolean;

  constructor(store: SettingStore) {
    this.#store = store;
    this.#paused = store.setting(SETTING) === 'true';
  }

  get paused(): boolean {
    return this.#paused;
  }

  set(paused: boolean): void {
    this.#store.setSetting(SETTING, String(paused));
    this.#paused = paused;
  }
}
