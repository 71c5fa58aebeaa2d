import type { ParseEvent } from '../document.ts';
import type { Container, Member } from './container.ts';

/** Members told in one event. */
const BATCH = 200;

/** A container in batches of its members. */
export async function* memberEvents(container: Container): AsyncGenerator<ParseEvent> {
  let members: Member[] = [];
  for await (const member of container.members()) {
    members.push(member);
    if (members.length < BATCH) continue;
    yield { kind: 'members', members };
    members = [];
  }
  if (members.length > 0) yield { kind: 'members', members };
}
