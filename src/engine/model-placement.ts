import { CarrelFailure } from '../contract/errors.ts';
import { unwrap, type Result } from '../contract/result.ts';
import type { Settings, SettingsChange } from '../contract/settings.ts';
import type { Hardware } from '../contract/system.ts';
import type { Acceleration } from '../inference/routes.ts';
import type { EngineEnvironment } from './environment.ts';
import { Mutex } from './mutex.ts';
import type { SettingsService } from './settings-service.ts';

export interface PlacementParts {
  readonly settings: SettingsService;
  readonly environment: EngineEnvironment;
  /** Has the inference process run models so from now on; resolves with the machine as it sees it. */
  readonly configure: (acceleration: Acceleration) => Promise<Result<Hardware>>;
}

/** Where models run: on which processor, on how many threads. */
export class ModelPlacement {
  readonly #parts: PlacementParts;
  readonly #changes = new Mutex();

  constructor(parts: PlacementParts) {
    this.#parts = parts;
  }

  /** The machine, as the process that runs models sees it. Throws `CarrelFailure` where that fails. */
  async hardware(): Promise<Hardware> {
    return await this.#changes.runExclusive(async () =>
      unwrap(await this.#configure(this.#parts.settings.read())),
    );
  }

  /**
   * Moves the models after the work in hand, and stores the change once they run as it says. Where that fails,
   * the settings stay as they were, and so does where models run.
   *
   * @throws CarrelFailure `inference-failed` and other reasons of the inference process.
   */
  async change(change: SettingsChange): Promise<Settings> {
    const { settings } = this.#parts;
    return await this.#changes.runExclusive(async () => {
      const configured = await this.#configure(settings.changed(change));
      if (configured.ok) return settings.change(change);
      // A process that ended starts again by what is stored; one that goes on has to be told.
      await this.#configure(settings.read());
      throw CarrelFailure.from(configured.error);
    });
  }

  async #configure(chosen: Settings): Promise<Result<Hardware>> {
    const { settings, environment, configure } = this.#parts;
    return await configure(settings.acceleration(environment, chosen));
  }
}
