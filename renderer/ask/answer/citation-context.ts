import { createContext, useContext } from 'react';
import type { Exchange } from '../session/exchange.ts';

/** Only what citations show of it: the rest changes with every word of an answer under way. */
interface Cited extends Pick<Exchange, 'key' | 'message' | 'states'> {
  readonly sessionKey: string;
  readonly underWay: boolean;
}

/** The question that the citations below belong to. */
export const CitationContext = createContext<Cited | null>(null);

/** The question that a citation belongs to. */
export function useCited(): Cited {
  const cited = useContext(CitationContext);
  if (cited === null) throw new Error('rendered outside of an answer');
  return cited;
}
