import type { MenuCommand } from '../renderer/engine/menu-commands.ts';
import type { FromHost, ToHost } from '../src/desktop/protocol.ts';

/** Names of the messages between the preload script and the main process. */
export const channels = {
  open: 'carrel:open',
  message: 'carrel:message',
  close: 'carrel:close',
  language: 'carrel:language',
  command: 'carrel:command',
  listens: 'carrel:listens',
} as const;

/** A window's page, as far as messages are sent to it. */
export interface PageEnd {
  /** Stays the same over reloads. */
  readonly id: number;
  send(channel: string, message?: unknown): void;
  isDestroyed(): boolean;
}

/** What pages may say before the host is ready; each page begins with a handful of calls. */
const maxHeldBack = 1000;

/**
 * Carries messages between the windows and the desktop host, and keeps apart which page is meant:
 * a reload is a new page to the host, so that answers to the old one reach nobody.
 */
export class Relay {
  readonly #send: (message: ToHost) => void;
  readonly #pages = new Map<number, { page: number; end: PageEnd; listens: boolean }>();
  /** What was chosen in the menu while no page listened; the last choice counts. */
  #choice: MenuCommand | null = null;
  #heldBack: ToHost[] = [];
  #ready = false;
  #lastPage = 0;

  /** @param send passes a message on to the host; called only while it is ready. */
  constructor(send: (message: ToHost) => void) {
    this.#send = send;
  }

  /** A page has loaded in a window, or anew. */
  opened(end: PageEnd): void {
    this.closed(end.id);
    this.#lastPage += 1;
    this.#pages.set(end.id, { page: this.#lastPage, end, listens: false });
    this.#post({ type: 'page-opened', page: this.#lastPage });
  }

  heard(id: number, message: unknown): void {
    const found = this.#pages.get(id);
    if (found !== undefined) this.#post({ type: 'page-message', page: found.page, message });
  }

  /** The page or its window is gone. */
  closed(id: number): void {
    const found = this.#pages.get(id);
    if (found === undefined) return;
    this.#pages.delete(id);
    this.#post({ type: 'page-closed', page: found.page });
  }

  /** Something that a page does was chosen in the native menu; it waits for a page that listens. */
  chosen(command: MenuCommand): void {
    const ends = [...this.#pages.values()].filter(
      ({ end, listens }) => listens && !end.isDestroyed(),
    );
    this.#choice = ends.length === 0 ? command : null;
    for (const { end } of ends) end.send(channels.command, command);
  }

  /** A page does from now on what is chosen in the native menu. */
  listens(id: number): void {
    const found = this.#pages.get(id);
    if (found === undefined) return;
    found.listens = true;
    if (this.#choice !== null) this.chosen(this.#choice);
  }

  /** The host is there; it learns what it has missed. */
  hostReady(): void {
    this.#ready = true;
    const waiting = this.#heldBack;
    this.#heldBack = [];
    for (const message of waiting) this.#send(message);
  }

  /** The host is gone, and with it all that its pages had asked. */
  hostGone(): void {
    this.#ready = false;
    this.#heldBack = [];
    for (const { end } of this.#pages.values()) if (!end.isDestroyed()) end.send(channels.close);
    this.#pages.clear();
  }

  /** Passes the host's words on to the page they are for. */
  fromHost(message: Extract<FromHost, { page: number }>): void {
    const found = [...this.#pages.values()].find(({ page }) => page === message.page);
    if (found === undefined || found.end.isDestroyed()) return;
    if (message.type === 'page-message') found.end.send(channels.message, message.message);
    else {
      this.#pages.delete(found.end.id);
      found.end.send(channels.close);
    }
  }

  #post(message: ToHost): void {
    if (this.#ready) this.#send(message);
    else if (this.#heldBack.length < maxHeldBack) this.#heldBack.push(message);
  }
}
