import type { DoorClient } from '../../engine/client.ts';
import { MAX_TARGETS } from '../library-store.ts';
import type { ListQuery } from './use-rows.ts';

/** Rows asked for at a time: the contract's own bound. */
const AT_ONCE = 200;

/** Ids of the documents from one place of a list to another, both within; at most `MAX_TARGETS`. */
export async function readIds(
  client: DoorClient,
  query: ListQuery,
  from: number,
  to: number,
): Promise<string[]> {
  const ids: string[] = [];
  const end = Math.min(to + 1, from + MAX_TARGETS);
  for (let offset = from; offset < end; offset += AT_ONCE) {
    const limit = Math.min(AT_ONCE, end - offset);
    const browsed = await client.call('browseDocuments', { ...query, offset, limit });
    if (!browsed.ok || browsed.value.documents.length === 0) break;
    ids.push(...browsed.value.documents.map(({ id }) => id));
  }
  return ids;
}
