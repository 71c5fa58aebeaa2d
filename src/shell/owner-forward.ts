import type { LooseClient } from '../contract/client.ts';
import { unwrap, type Result } from '../contract/result.ts';
import type { CallContext, Client, Handlers, Routes, StreamContext } from '../contract/route.ts';

/**
 * Handlers that pass every call on to another client of the same table, with its chunks, credit
 * and cancellation. `onCalls` is called with each change in the number of calls in flight that end by
 * themselves.
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
    isEndless: boolean,
    input: unknown,
    context: CallContext | StreamContext<unknown>,
  ): Promise<unknown> {
    if (!isEndless) onCalls(1);
    try {
      const { signal } = context;
      const result: Result<unknown> =
        'emit' in context
          ? await client.stream(name, input, (chunk) => context.emit(chunk), { signal })
          : await client.call(name, input, { signal });
      return unwrap(result);
    } finally {
      if (!isEndless) onCalls(-1);
    }
  }
  return Object.fromEntries(
    Object.entries(routes).map(([name, route]) => {
      const isEndless = route.kind === 'stream' && route.endless === true;
      return [
        name,
        (input: unknown, context: CallContext) => pass(name, isEndless, input, context),
      ];
    }),
  );
}
