import type { Store } from '../store/types.ts';

const SETTING = 'work.paused';

/** Whether reading and embedding are paused; kept over restarts. */
export class WorkState {
  readonly #store: Pick<Store, 'setting' | 'setSetting'>;
  #paused: boolean;

  constructor(store: Pick<Store, 'setting' | 'setSetting'>) {
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
