import type { KeyboardEvent } from 'react';

/**
 * Down and Up go from citation to citation of an answer while the focus is in it; the viewer
 * follows and the focus stays on the citation.
 */
export function stepCitations(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || event.defaultPrevented) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const { target, currentTarget } = event;
  if (target instanceof HTMLInputElement) return;
  const citations = [...currentTarget.querySelectorAll<HTMLElement>('[data-citation]')];
  const now = citations.findIndex((citation) => citation.contains(document.activeElement));
  const next = citations[now === -1 ? (step === 1 ? 0 : citations.length - 1) : now + step];
  if (citations.length === 0) return;
  event.preventDefault();
  if (next === undefined) return;
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
  next.click();
}
