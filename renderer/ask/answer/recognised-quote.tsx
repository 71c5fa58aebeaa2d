import { ScanText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Citation } from '../../../src/contract/answers.ts';
import styles from './recognised-quote.module.css';

/** A quote, with the words dotted that were recognised with doubt. */
export function QuotedWords({ quote, doubtful }: Pick<Citation, 'quote' | 'doubtful'>) {
  const pieces = [];
  let at = 0;
  for (const { start, end } of doubtful ?? []) {
    if (start > at) pieces.push(quote.slice(at, start));
    pieces.push(
      <span key={start} className={styles['doubtful']}>
        {quote.slice(Math.max(at, start), end)}
      </span>,
    );
    at = Math.max(at, end);
  }
  pieces.push(quote.slice(at));
  return <bdi>{pieces}</bdi>;
}

/** Says of a citation that its words were recognised from a picture, and how surely. */
export function RecognisedNote({ citation }: { readonly citation: Citation }) {
  const { t } = useTranslation('ask');
  if (citation.recognised !== true) return null;
  return (
    <p className={styles['note']} data-doubted={!citation.checked}>
      <ScanText size={14} aria-hidden />
      {citation.checked ? t('citation.recognised') : t('citation.doubtful')}
    </p>
  );
}
