import { doorRoutes, type DoorRoutes } from '../contract/door-routes.ts';
import type { Handlers, Transport } from '../contract/route.ts';
import { serve, type Server } from '../contract/server.ts';
import { createAsker, type Desktop } from './asker.ts';
import { toHost, type FromHost } from './protocol.ts';

export interface HostOptions {
  /** The channel to Electron's main process. */
  readonly channel: Transport;
  /** Answers every page, given what Electron's main process does for it. */
  readonly handlers: (system: Desktop) => Handlers<DoorRoutes>;
  readonly onInternalError: (reference: string, error: unknown) => void;
  /** The application is being closed, or its main process is gone. */
  readonly onQuit: () => void;
}

interface Page {
  readonly server: Server;
  readonly deliver: (message: unknown) => void;
  readonly disconnect: () => void;
}

/** Windows of one application; more than a person opens. */
const maxPages = 16;

/**
 * Serves the contract to the pages of the desktop application, over one channel to Electron's main
 * process. A message that is not of the protocol ends the host: nothing more can be relied on.
 */
export function runHost(options: HostOptions): void {
  const { channel } = options;
  const send = (message: FromHost) => {
    channel.send(message);
  };
  const asker = createAsker(send);
  const handlers = options.handlers(asker.system);
  const pages = new Map<number, Page>();

  function open(page: number): void {
    if (pages.has(page) || pages.size >= maxPages) {
      send({ type: 'page-closed', page });
      return;
    }
    let deliver: (message: unknown) => void = () => undefined;
    let disconnect: () => void = () => undefined;
    const server = serve(
      doorRoutes,
      handlers,
      {
        send: (message) => {
          send({ type: 'page-message', page, message });
        },
        onMessage: (listener) => {
          deliver = listener;
        },
        onClose: (listener) => {
          disconnect = listener;
        },
        close: () => {
          if (pages.delete(page)) send({ type: 'page-closed', page });
        },
      },
      { onInternalError: options.onInternalError },
    );
    pages.set(page, { server, deliver, disconnect });
  }

  function close(page: number): void {
    const closed = pages.get(page);
    pages.delete(page);
    closed?.disconnect();
  }

  function end(): void {
    for (const page of pages.keys()) close(page);
    asker.close();
    options.onQuit();
  }

  channel.onMessage((raw) => {
    const parsed = toHost.safeParse(raw);
    if (!parsed.success) {
      end();
      return;
    }
    const message = parsed.data;
    switch (message.type) {
      case 'page-opened':
        open(message.page);
        break;
      case 'page-message':
        pages.get(message.page)?.deliver(message.message);
        break;
      case 'page-closed':
        close(message.page);
        break;
      case 'answer':
        asker.answered(message.id, message.found);
        break;
      case 'refusal':
        asker.refused(message.id, message.message);
        break;
      case 'quit':
        end();
        break;
    }
  });
  channel.onClose(end);
  send({ type: 'ready' });
}
