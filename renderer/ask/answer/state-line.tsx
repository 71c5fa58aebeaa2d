import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { stop } from '../session/asking.ts';
import type { Exchange } from '../session/exchange.ts';
import { isUnderWay } from '../session/session-store.ts';
import { Outcome } from './outcome.tsx';
import styles from './state-line.module.css';

/**
 * One line below the question that keeps its place: what is going on, with Stop, and then how it
 * ended.
 */
export function StateLine({ exchange }: { readonly exchange: Exchange }) {
  const { t } = useTranslation('ask');
  const underWay = isUnderWay(exchange);
  const late = useDelayed(underWay);
  return (
    <div className={styles['state']}>
      <div role="status" className={styles['words']}>
        {underWay ? late ? <Words exchange={exchange} /> : null : <Outcome exchange={exchange} />}
      </div>
      {underWay ? (
        <Button
          onClick={({ currentTarget }) => {
            // The button goes; the focus stays with the question.
            currentTarget.closest('article')?.focus({ preventScroll: true });
            stop(exchange.key);
          }}
        >
          {t('progress.stop')}
        </Button>
      ) : null}
    </div>
  );
}

function Words({
  exchange: { coverage, quotes, checking, sentences, thinking },
}: {
  readonly exchange: Exchange;
}) {
  const { t } = useTranslation('ask');
  if (coverage === null) return t('progress.looking');
  if (checking !== null) return t('progress.checking', { n: checking });
  if (thinking !== '' && sentences.length === 0) return t('progress.thinking');
  if (quotes.length > 0) return t('progress.writing');
  return t('progress.in', { count: coverage.searchable });
}
