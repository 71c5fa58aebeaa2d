import type { z } from 'zod';
import { CarrelFailure, type ContractError } from './errors.ts';
import { err, ok, type Result } from './result.ts';
import type { CallOptions, Client, Routes, Transport } from './route.ts';
import {
  busyError,
  cancelledError,
  describeMismatch,
  failure,
  maxCallsInFlight,
  serverMessage,
  streamWindow,
  unknownRouteError,
  type ClientMessage,
} from './wire.ts';

export interface ClientOptions {
  /** The error calls end with when the other end is gone; `connection-lost` where absent. */
  readonly lostError?: () => ContractError;
  /** The error for an answer that does not fit the contract; `internal` where absent. */
  readonly mismatchError?: (route: string, path: string) => ContractError;
  /** Calls in flight at the same time; further ones end with `busy`. */
  readonly maxCalls?: number;
}

type OnChunk = (chunk: unknown) => void | Promise<void>;

interface Pending {
  readonly route: string;
  readonly chunk: z.ZodType | undefined;
  readonly output: z.ZodType;
  readonly onChunk: OnChunk | undefined;
  /** Chunks that have come in and are not yet worked through. */
  unread: number;
  /** Settles when the chunks so far are worked through. */
  reading: Promise<void>;
  /** The outcome has come in; a close of the transport changes nothing any more. */
  answered: boolean;
  readonly settle: (result: Result<unknown>) => void;
  readonly fail: (error: unknown) => void;
}

/** A client whose route names are not known to the compiler, for code that passes calls on. */
export interface LooseClient {
  call(name: string, input: unknown, options?: CallOptions): Promise<Result<unknown>>;
  stream(
    name: string,
    input: unknown,
    onChunk: OnChunk,
    options?: CallOptions,
  ): Promise<Result<unknown>>;
  close(): void;
}

/**
 * The calling end of a route table. Answers and chunks are checked against the route's schemas,
 * since the other end may read hostile files; an end that breaks the protocol (malformed messages,
 * chunks beyond its credit) is cut off. Calls never reject, except with what `onChunk` throws.
 */
export function createClient<R extends Routes>(
  routes: R,
  transport: Transport,
  options?: ClientOptions,
): Client<R>;
export function createClient(
  routes: Routes,
  transport: Transport,
  options: ClientOptions = {},
): LooseClient {
  const calls = new Map<number, Pending>();
  const maxCalls = options.maxCalls ?? maxCallsInFlight;
  const idle = Promise.resolve();
  let lastId = 0;
  let closed = false;

  const lostError =
    options.lostError ??
    (() => failure('connection-lost', 'The connection to Carrel was lost; try again.'));
  const mismatchError =
    options.mismatchError ??
    ((route: string, path: string) =>
      failure('internal', `The answer to ${route} has a wrong field "${path}".`, { path }));

  function send(message: ClientMessage): void {
    if (!closed) transport.send(message);
  }

  /** Gives up a call from this side. */
  function abandon(id: number): void {
    if (calls.delete(id)) send({ type: 'cancel', id });
  }

  function lose(): void {
    if (closed) return;
    closed = true;
    for (const [id, call] of calls) {
      if (call.answered) continue;
      calls.delete(id);
      call.settle(err(lostError()));
    }
  }

  function cutOff(): void {
    lose();
    transport.close();
  }

  function readChunk(id: number, call: Pending, raw: unknown): void {
    if (call.chunk === undefined || call.onChunk === undefined || call.unread >= streamWindow) {
      cutOff();
      return;
    }
    const chunk = call.chunk.safeParse(raw);
    if (!chunk.success) {
      abandon(id);
      call.settle(err(mismatchError(call.route, describeMismatch(chunk.error).path)));
      return;
    }
    const { onChunk } = call;
    call.unread += 1;
    call.reading = readNext(id, call, onChunk, chunk.data);
  }

  async function readNext(id: number, call: Pending, onChunk: OnChunk, chunk: unknown) {
    await call.reading;
    // A call given up while this chunk waited has no reader any more.
    if (calls.get(id) !== call) return;
    try {
      await onChunk(chunk);
      call.unread -= 1;
      if (calls.get(id) === call) send({ type: 'credit', id });
    } catch (error) {
      abandon(id);
      call.fail(error);
    }
  }

  async function finish(id: number, call: Pending, result: Result<unknown>): Promise<void> {
    call.answered = true;
    await call.reading;
    calls.delete(id);
    call.settle(result);
  }

  function readOutput(call: Pending, raw: unknown): Result<unknown> {
    const output = call.output.safeParse(raw);
    if (output.success) return ok(output.data);
    return err(mismatchError(call.route, describeMismatch(output.error).path));
  }

  transport.onMessage((raw) => {
    if (closed) return;
    const message = serverMessage.safeParse(raw);
    if (!message.success) {
      cutOff();
      return;
    }
    const { data } = message;
    const call = calls.get(data.id);
    // Late messages of a call that was given up, or anything after its outcome.
    if (call === undefined || call.answered) return;
    if (data.type === 'chunk') readChunk(data.id, call, data.chunk);
    else if (data.type === 'result') void finish(data.id, call, readOutput(call, data.value));
    else void finish(data.id, call, err(data.error));
  });
  transport.onClose(lose);

  /** Why a call cannot start, if so. */
  function refusal(name: string, signal: AbortSignal | undefined): ContractError | undefined {
    if (closed) return lostError();
    if (signal?.aborted === true) return cancelledError();
    if (calls.size >= maxCalls) return busyError();
    return Object.hasOwn(routes, name) ? undefined : unknownRouteError(name);
  }

  async function start(
    name: string,
    input: unknown,
    onChunk: OnChunk | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Result<unknown>> {
    const refused = refusal(name, signal);
    const route = routes[name];
    if (refused !== undefined || route === undefined) {
      return err(refused ?? unknownRouteError(name));
    }
    lastId += 1;
    const id = lastId;
    return await new Promise<Result<unknown>>((resolve, reject) => {
      const onAbort = () => {
        abandon(id);
        settle(err(cancelledError()));
      };
      const settle = (result: Result<unknown>) => {
        signal?.removeEventListener('abort', onAbort);
        resolve(result);
      };
      const fail = (error: unknown) => {
        signal?.removeEventListener('abort', onAbort);
        reject(error instanceof Error ? error : new Error(String(error)));
      };
      calls.set(id, {
        route: name,
        chunk: route.kind === 'stream' ? route.chunk : undefined,
        output: route.output,
        onChunk,
        unread: 0,
        reading: idle,
        answered: false,
        settle,
        fail,
      });
      signal?.addEventListener('abort', onAbort, { once: true });
      try {
        send({ type: 'call', id, route: name, input });
      } catch (error) {
        // Refused by the transport (too large, not transferable): nothing was sent.
        calls.delete(id);
        if (error instanceof CarrelFailure) settle(err(error.toData()));
        else fail(error);
      }
    });
  }

  return {
    call: (name, input, callOptions) => start(name, input, undefined, callOptions?.signal),
    stream: (name, input, onChunk, callOptions) => start(name, input, onChunk, callOptions?.signal),
    close: cutOff,
  };
}
