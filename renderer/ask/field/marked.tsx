import type { ReactNode } from 'react';
import styles from './suggestion-list.module.css';

/** Text of a document with ranges of it marked. */
export function Marked({
  text,
  marks,
}: {
  readonly text: string;
  readonly marks: readonly { readonly start: number; readonly end: number }[];
}) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { start, end } of marks) {
    if (start < at) continue;
    parts.push(
      text.slice(at, start),
      <mark key={start} className={styles['mark']}>
        {text.slice(start, end)}
      </mark>,
    );
    at = end;
  }
  parts.push(text.slice(at));
  return <bdi>{parts}</bdi>;
}
