import { createContext, useContext } from 'react';
import { createClient } from '../../src/contract/client.ts';
import { doorRoutes, type DoorRoutes } from '../../src/contract/door-routes.ts';
import type { Client, Transport } from '../../src/contract/route.ts';
import { desktopTransport } from './bridge.ts';
import { takeToken } from './token.ts';
import { websocketTransport } from './websocket-transport.ts';

export type DoorClient = Client<DoorRoutes>;

/** Why the page cannot reach the engine. */
export type ConnectFailure = 'no-token' | 'token-refused' | 'unreachable' | 'crowded';

/** Why a connection is gone: `crowded` where there are too many windows. */
export type LossReason = 'lost' | 'crowded';

export interface Connection {
  readonly client: DoorClient;
  /** Calls the listener once, when the connection is gone. */
  readonly onLost: (listener: (loss: LossReason) => void) => void;
}

export type ConnectOutcome =
  | { readonly ok: true; readonly connection: Connection }
  | { readonly ok: false; readonly reason: ConnectFailure };

/** Connects over the desktop's bridge or, in a browser, over the loopback server's WebSocket. */
export async function connect(): Promise<ConnectOutcome> {
  const desktop = desktopTransport();
  if (desktop !== undefined) return { ok: true, connection: connection(desktop) };
  const token = takeToken();
  if (token === null) return { ok: false, reason: 'no-token' };
  try {
    const session = await fetch('/session', { headers: { Authorization: `Bearer ${token}` } });
    if (!session.ok) return { ok: false, reason: 'token-refused' };
  } catch {
    return { ok: false, reason: 'unreachable' };
  }
  let loss: LossReason = 'lost';
  const transport = websocketTransport(token, () => {
    loss = 'crowded';
  });
  return { ok: true, connection: connection(transport, () => loss) };
}

function connection(transport: Transport, lossOf: () => LossReason = () => 'lost'): Connection {
  return {
    client: createClient(doorRoutes, transport),
    onLost: (listener) => {
      transport.onClose(() => {
        listener(lossOf());
      });
    },
  };
}

export const ClientContext = createContext<DoorClient | null>(null);

/** The contract's client; the only way from the page to the engine. */
export function useClient(): DoorClient {
  const client = useContext(ClientContext);
  if (client === null) throw new Error('rendered outside of a connection');
  return client;
}
