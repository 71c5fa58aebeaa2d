import { Emitter } from './emitter.ts';
import { CarrelFailure, type ContractError } from './errors.ts';
import type { CallContext, Handlers, Routes, StreamContext, Transport } from './route.ts';
import {
  busyError,
  cancelledError,
  clientMessage,
  describeMismatch,
  failure,
  maxCallsInFlight,
  type ServerMessage,
  unknownRouteError,
} from './wire.ts';

export interface ServeOptions {
  /**
   * Called with every exception that is not a `CarrelFailure`. The caller only sees the reference, so
   * that nothing of the exception (which may hold document text) crosses the contract.
   */
  readonly onInternalError?: (reference: string, error: unknown) => void;
  /** Calls answered at the same time; further ones get `busy`. */
  readonly maxCalls?: number;
}

export interface Server {
  /** Aborts every call in flight and closes the transport. */
  close(): void;
}

interface Call {
  readonly controller: AbortController;
  readonly emitter: Emitter;
}

/**
 * Answers the calls that come in over a transport. Input is checked against the route's schema
 * before the handler sees it; what handlers throw becomes data. When the transport closes, the
 * signals of all calls in flight abort; their reason is `connection-lost` then, and `cancelled` where
 * the caller asked for it.
 */
export function serve<R extends Routes>(
  routes: R,
  handlers: Handlers<R>,
  transport: Transport,
  options?: ServeOptions,
): Server;
export function serve(
  routes: Routes,
  handlers: Handlers<Routes>,
  transport: Transport,
  options: ServeOptions = {},
): Server {
  const calls = new Map<number, Call>();
  const maxCalls = options.maxCalls ?? maxCallsInFlight;
  let closed = false;

  function send(message: ServerMessage): void {
    if (!closed) transport.send(message);
  }

  function sendError(id: number, error: ContractError): void {
    send({ type: 'error', id, error });
  }

  function asData(error: unknown): ContractError {
    if (error instanceof CarrelFailure) return error.toData();
    const reference = newReference();
    options.onInternalError?.(reference, error);
    return failure('internal', `Something went wrong inside Carrel (log reference ${reference}).`, {
      reference,
    });
  }

  function finish(id: number, call: Call, message: ServerMessage): void {
    calls.delete(id);
    const { aborted } = call.controller.signal;
    call.emitter.abort();
    if (aborted && message.type !== 'error') {
      sendError(id, cancelledError());
      return;
    }
    try {
      send(message);
    } catch (error) {
      // The answer was refused by the transport, for instance as too large.
      sendError(id, asData(error));
    }
  }

  async function answer(id: number, name: string, raw: unknown): Promise<void> {
    const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
    const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
    if (route === undefined || handler === undefined) {
      sendError(id, unknownRouteError(name));
      return;
    }
    const input = route.input.safeParse(raw);
    if (!input.success) {
      const { path, reason } = describeMismatch(input.error);
      const message = `The request ${name} has a wrong field "${path}": ${reason}.`;
      sendError(id, failure('invalid-input', message, { path }));
      return;
    }
    if (calls.size >= maxCalls) {
      sendError(id, busyError());
      return;
    }
    const controller = new AbortController();
    const emitter = new Emitter((chunk) => {
      send({ type: 'chunk', id, chunk });
    });
    const call = { controller, emitter };
    calls.set(id, call);
    const { signal } = controller;
    const context: CallContext | StreamContext<unknown> =
      route.kind === 'stream'
        ? { signal, emit: (chunk: unknown) => emitter.emit(chunk) }
        : { signal };
    try {
      const value = await handler(input.data, context);
      await emitter.drained();
      finish(id, call, { type: 'result', id, value });
    } catch (error) {
      // After a cancel any exception is its consequence (an AbortError of some library, mostly).
      const data = signal.aborted ? cancelledError() : asData(error);
      finish(id, call, { type: 'error', id, error: data });
    }
  }

  function cancel(call: Call, reason: CarrelFailure): void {
    call.controller.abort(reason);
    call.emitter.abort();
  }

  function shut(): void {
    if (closed) return;
    closed = true;
    const lost = new CarrelFailure('connection-lost', 'The caller is gone.');
    for (const call of calls.values()) cancel(call, lost);
  }

  transport.onMessage((raw) => {
    if (closed) return;
    const parsed = clientMessage.safeParse(raw);
    if (!parsed.success || (parsed.data.type === 'call' && calls.has(parsed.data.id))) {
      // The other end does not speak the protocol: nothing it says can be relied on.
      shut();
      transport.close();
      return;
    }
    const message = parsed.data;
    const call = calls.get(message.id);
    if (message.type === 'call') void answer(message.id, message.route, message.input);
    else if (call === undefined) return;
    else if (message.type === 'cancel') {
      cancel(call, new CarrelFailure('cancelled', cancelledError().message));
    } else call.emitter.grant();
  });
  transport.onClose(shut);

  return {
    close() {
      shut();
      transport.close();
    },
  };
}

/** Short and unlikely to repeat within one log; no secret. */
function newReference(): string {
  return Math.random().toString(36).slice(2, 10).padEnd(8, '0');
}
