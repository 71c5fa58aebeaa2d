import type { LooseClient } from '../contract/client.ts';
import { unwrap, type Result } from '../contract/result.ts';
import type { CallContext, Client, Handlers, Routes, StreamContext } from '../contract/route.ts';

/**
 * Handlers that pass every call on to another client of the same table, with its chunks, credit
 * and cancellation. `onCalls` is told of each change in the number of calls in flight.
 */
export function forwardTo<R extends Routes>(
  routes: R,
  client: Client<R>,
  onCalls: (change: 1 | -1) => void,
): Handlers<R>;
export function forwardTo(
  routes: Routes,
  client: LooseClient,
  onCalls: (change: 1 | -1) => void,
): Handlers<Routes> {
  async function pass(
    name: string,
    input: unknown,
    context: CallContext | StreamContext<unknown>,
  ): Promise<unknown> {
    onCalls(1);
    try {
      const { signal } = context;
      const result: Result<unknown> =
        'emit' in context
          ? await client.stream(name, input, (chunk) => context.emit(chunk), { signal })
          : await client.call(name, input, { signal });
      return unwrap(result);
    } finally {
      onCalls(-1);
    }
  }
  return Object.fromEntries(
    Object.keys(routes).map((name) => [
      name,
      (input: unknown, context: CallContext) => pass(name, input, context),
    ]),
  );
}
