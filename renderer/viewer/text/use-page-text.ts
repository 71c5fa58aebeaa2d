import { useEffect, useState } from 'react';
import type { ContractError } from '../../../src/contract/errors.ts';
import { useEngine } from '../../engine/engine-store.ts';
import type { PageTexts } from '../document/page-texts.ts';

export type PageTextState =
  | { readonly state: 'reading' }
  | { readonly state: 'read'; readonly text: string }
  | { readonly state: 'failed'; readonly error: ContractError };

/** The stored text of one page. */
export function usePageText(texts: PageTexts, page: number): PageTextState {
  const [read, setRead] = useState<PageTextState>(() => {
    const kept = texts.peek(page);
    return kept === undefined ? { state: 'reading' } : { state: 'read', text: kept.text };
  });
  const running = useEngine(({ engine }) => engine.state === 'running');
  useEffect(() => {
    if (!running) return;
    let wanted = true;
    const ask = async (): Promise<void> => {
      const result = await texts.read(page);
      if (!wanted) return;
      setRead(
        result.ok
          ? { state: 'read', text: result.value.text }
          : { state: 'failed', error: result.error },
      );
    };
    void ask();
    return () => {
      wanted = false;
    };
  }, [texts, page, running]);
  return read;
}
