import { flat } from '../../answer/facts/flat.ts';
import type { Concept } from '../plan/concept.ts';

/** What stands right before the first day of a span, and before its last. */
const FROM =
  /(?<!\p{L})(?:from|as of|vom|von|ab|ab dem|mit wirkung zum|du|des le|a partir du|a compter du|depuis le|del|desde|desde el|a partir del|dal|dall'|a partire dal)(?: and including)?(?: the| dem)? $/u;
const TO =
  /(?<!\p{L})(?:to|until|till|through|up to(?: and including)?|bis|bis zum|bis einschliesslich|au|jusqu'au|jusqu'a|al|hasta|hasta el|fino al|sino al)(?: the| and including| incluso| compreso)? $/u;
/** Sentences about how long something holds: "the lease runs", "engagé du", "Laufzeit". */
const HOLDING =
  /(?<!\p{L})(?:contracts?|agreements?|lease|licen[cs]e|term|employ\p{L}*|engag\p{L}*|runs|valid|\p{L}*vertrag\p{L}*|mietzeit|laufzeit|lauft|gilt|pacht\p{L}*|befristet|angestellt|eingestellt|\p{L}*mietet|contrats?|bail|convention|accord|duree|location|embauch\p{L}*|contratos?|vigencia|vigente|arrendamiento|contratad[oa]|contratt[oi]|durata|vige|locazione|assunt[oa])(?!\p{L})/u;
/** Words of a date that may stand before what `valuesOf` takes for it. */
const LEAD = 24;

/** Which dates of a sentence are the first or the last day of how long something holds. */
export interface Edges {
  /** The sentence is about how long something holds. */
  readonly holds: boolean;
  /** The value at this place is the end of the span that the concept asks for. */
  own(start: number): boolean;
  /** It is the other end. */
  others(start: number): boolean;
}

/** Undefined for concepts that are no end of a span, and for sentences without a figure. */
export function edgesIn(concept: Concept, flattened: string, heading: string): Edges | undefined {
  const { edge } = concept;
  if (edge === undefined || !/\d/u.test(flattened)) return undefined;
  const before = (start: number): string => flattened.slice(Math.max(0, start - LEAD), start);
  const [own, other] = edge === 'from' ? [FROM, TO] : [TO, FROM];
  return {
    holds: HOLDING.test(flattened) || HOLDING.test(flat(heading.split(/\n| > /u).at(-1) ?? '')),
    own: (start) => own.test(before(start)),
    others: (start) => other.test(before(start)),
  };
}
