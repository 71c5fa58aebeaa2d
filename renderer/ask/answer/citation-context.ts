import { createContext, useContext } from 'react';
import type { Exchange } from '../session/exchange.ts';

interface Cited {
  readonly sessionKey: string;
  readonly exchange: Exchange;
}

/** The question that the citations below belong to. */
export const CitationContext = createContext<Cited | null>(null);

/** The question that a citation belongs to. */
export function useCited(): Cited {
  const cited = useContext(CitationContext);
  if (cited === null) throw new Error('rendered outside of an answer');
  return cited;
}
