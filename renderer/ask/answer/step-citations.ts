import { useEffect, useRef, type RefObject } from 'react';

/**
 * Down and Up go from citation to citation of an answer while the focus is in it; the viewer
 * follows and the focus stays on the citation.
 */
export function useStepCitations(): RefObject<HTMLElement | null> {
  const answer = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = answer.current;
    if (element === null) return;
    const onKey = (event: KeyboardEvent): void => {
      if (step(element, event)) event.preventDefault();
    };
    element.addEventListener('keydown', onKey);
    return () => {
      element.removeEventListener('keydown', onKey);
    };
  }, []);
  return answer;
}

/** Puts the focus on a citation of the newest answer; false where there is none. */
export function focusNewestCitation(which: 'first' | 'last'): boolean {
  const answer = [...document.querySelectorAll('article[data-state]')].at(-1);
  const citations = [...(answer?.querySelectorAll<HTMLElement>('[data-citation]') ?? [])];
  const citation = citations.at(which === 'first' ? 0 : -1);
  citation?.focus();
  return citation !== undefined;
}

function step(answer: HTMLElement, event: KeyboardEvent): boolean {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return false;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
  // A menu's button opens on Down.
  if (event.target instanceof Element && event.target.hasAttribute('aria-haspopup')) return false;
  const citations = [...answer.querySelectorAll<HTMLElement>('[data-citation]')];
  if (citations.length === 0) return false;
  const now = citations.findIndex((citation) => citation === document.activeElement);
  const next = citations.at(nextIndex(now, event.key === 'ArrowDown', citations.length));
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
  next?.click();
  return true;
}

function nextIndex(now: number, down: boolean, count: number): number {
  if (now === -1) return down ? 0 : count - 1;
  return Math.max(0, Math.min(count - 1, now + (down ? 1 : -1)));
}
