import { create } from 'zustand';
import type { LibraryState } from '../../src/contract/library.ts';
import type { Settings } from '../../src/contract/settings.ts';
import type { EngineState, ShellDescription } from '../../src/contract/shell-routes.ts';
import type { LossReason } from './client.ts';

interface EngineStore {
  /** `lost` and `crowded`: the connection is gone for good; reload the page. */
  readonly engine: EngineState | { readonly state: 'connecting' } | { readonly state: LossReason };
  readonly shell: ShellDescription | null;
  readonly settings: Settings | null;
  readonly library: LibraryState | null;
  /** Damage keeps what is stored from being opened; it can be mended or a backup restored. */
  readonly damaged: boolean;
}

/** What every part of the page needs to know of the engine, kept up to date by `followEngine`. */
export const useEngine = create<EngineStore>()(() => ({
  engine: { state: 'connecting' },
  shell: null,
  settings: null,
  library: null,
  damaged: false,
}));

/** Reading is paused; to be used as a selector of `useEngine`. */
export function isPaused({ library }: Pick<EngineStore, 'library'>): boolean {
  return library?.work === 'paused';
}
