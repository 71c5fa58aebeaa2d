import type { z } from 'zod';
import type { Result } from './result.ts';

/** A call with one answer. */
export interface RequestRoute<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: 'request';
  readonly input: I;
  readonly output: O;
}

/** A call that emits chunks (with credit, so a slow reader slows the writer) and then one answer. */
export interface StreamRoute<
  I extends z.ZodType = z.ZodType,
  C extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
> {
  readonly kind: 'stream';
  readonly input: I;
  readonly chunk: C;
  readonly output: O;
  /** Ends only when its caller does, so that nobody who wants to end may wait for it. */
  readonly endless?: boolean;
}

export type Route = RequestRoute | StreamRoute;
export type Routes = Readonly<Record<string, Route>>;

/** Declares a request route. */
export function request<I extends z.ZodType, O extends z.ZodType>(route: {
  input: I;
  output: O;
}): RequestRoute<I, O> {
  return { kind: 'request', ...route };
}

/** Declares a stream route. */
export function stream<I extends z.ZodType, C extends z.ZodType, O extends z.ZodType>(route: {
  input: I;
  chunk: C;
  output: O;
  endless?: boolean;
}): StreamRoute<I, C, O> {
  return { kind: 'stream', ...route };
}

export type RequestNames<R extends Routes> = {
  [K in keyof R]: R[K] extends RequestRoute ? K : never;
}[keyof R] &
  string;
export type StreamNames<R extends Routes> = {
  [K in keyof R]: R[K] extends StreamRoute ? K : never;
}[keyof R] &
  string;

/** What a caller passes in (before defaults are filled) and what a handler receives (after). */
export type InputOf<T extends Route> = z.input<T['input']>;
export type ParsedInputOf<T extends Route> = z.output<T['input']>;
export type OutputOf<T extends Route> = z.output<T['output']>;
export type ChunkOf<T extends Route> = T extends StreamRoute ? z.output<T['chunk']> : never;

/** What a handler is given beside its input. `signal` aborts when the caller cancels or vanishes. */
export interface CallContext {
  readonly signal: AbortSignal;
}
export interface StreamContext<C> extends CallContext {
  /** Resolves when the reader has credit again; rejects with `cancelled` once the call is aborted. */
  readonly emit: (chunk: C) => Promise<void>;
}

/** Handlers throw `CarrelFailure` for expected errors; the server turns it into data. */
export type Handlers<R extends Routes> = {
  readonly [K in keyof R]: R[K] extends StreamRoute
    ? (input: ParsedInputOf<R[K]>, context: StreamContext<ChunkOf<R[K]>>) => Promise<OutputOf<R[K]>>
    : (input: ParsedInputOf<R[K]>, context: CallContext) => Promise<OutputOf<R[K]>>;
};

/** Options of one call; aborting `signal` sends a cancel message and resolves with `cancelled`. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** The typed client of a route table, over any transport. */
export interface Client<R extends Routes> {
  call<K extends RequestNames<R>>(
    name: K,
    input: InputOf<R[K]>,
    options?: CallOptions,
  ): Promise<Result<OutputOf<R[K]>>>;
  /** `onChunk` may return a promise: credit is given back when it resolves. */
  stream<K extends StreamNames<R>>(
    name: K,
    input: InputOf<R[K]>,
    onChunk: (chunk: ChunkOf<R[K]>) => void | Promise<void>,
    options?: CallOptions,
  ): Promise<Result<OutputOf<R[K]>>>;
  /** Ends every call in flight with `connection-lost` and closes the transport. */
  close(): void;
}

/**
 * A two-way message pipe: a child process channel, a socket, or the in-memory pair of tests.
 * Messages are structured-clone data of at most 1 MB.
 */
export interface Transport {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}
