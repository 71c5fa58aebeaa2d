import { CarrelFailure } from '../contract/errors.ts';
import type { ShellSystem } from '../shell/door/shell-system.ts';
import type { Ask, FromHost } from './protocol.ts';

export type Desktop = Required<
  Pick<ShellSystem, 'choose' | 'open' | 'findProxy' | 'announce' | 'confirmUnsandboxed'>
>;

/** The dialogs, files and notices that Electron's main process provides to the host by message. */
export interface Asker {
  readonly system: Desktop;
  answered(id: number, found: string[]): void;
  refused(id: number, message: string): void;
  /** Fails what is still asked; nobody is left to answer. */
  close(): void;
}

interface Waiting {
  readonly resolve: (found: string[]) => void;
  readonly reject: (error: unknown) => void;
}

/** A dialog stays open for as long as the person likes, but only so many at a time. */
const maxWaiting = 32;

/** Asks Electron's main process through `send`, and matches its answers to the questions. */
export function createAsker(send: (message: FromHost) => void): Asker {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  async function put(ask: Ask): Promise<string[]> {
    if (waiting.size >= maxWaiting) {
      throw new CarrelFailure('busy', 'A dialog of Carrel is open already; close it first.');
    }
    lastId += 1;
    const id = lastId;
    return await new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      send({ type: 'ask', id, ask });
    });
  }

  function take(id: number): Waiting | undefined {
    const found = waiting.get(id);
    waiting.delete(id);
    return found;
  }

  return {
    system: {
      choose: (kind) => put({ what: 'choose', kind }),
      open: async (path, reveal) => {
        await put({ what: 'open', path, reveal });
      },
      findProxy: async (address) => (await put({ what: 'proxy', address })).at(0) ?? null,
      confirmUnsandboxed: async () => (await put({ what: 'confirm-unsandboxed' })).length > 0,
      announce: async (what) => {
        await put({ what: 'announce', ...what });
      },
    },
    answered: (id, found) => take(id)?.resolve(found),
    refused: (id, message) => take(id)?.reject(new CarrelFailure('invalid-input', message)),
    close() {
      for (const { reject } of waiting.values()) {
        reject(new CarrelFailure('connection-lost', 'Carrel is being closed.'));
      }
      waiting.clear();
    },
  };
}
