import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';
import { stop } from '../session/asking.ts';
import type { Exchange } from '../session/exchange.ts';
import { isUnderWay } from '../session/session-store.ts';
import styles from './progress.module.css';

/** What is going on, in one line that keeps its place, with Stop. */
export function Progress({ exchange }: { readonly exchange: Exchange }) {
  const { t } = useTranslation('ask');
  const underWay = isUnderWay(exchange);
  const late = useDelayed(underWay);
  if (!underWay) return null;
  return (
    <div className={styles['progress']}>
      <p role="status" className={styles['words']}>
        {late ? <Words exchange={exchange} /> : null}
      </p>
      <Button
        onClick={() => {
          stop(exchange.key);
        }}
      >
        {t('progress.stop')}
      </Button>
    </div>
  );
}

function Words({
  exchange: { coverage, checking, sentences, thinking },
}: {
  readonly exchange: Exchange;
}) {
  const { t } = useTranslation('ask');
  if (coverage === null) return t('progress.looking');
  if (checking !== null) return t('progress.checking', { n: checking });
  if (thinking !== '' && sentences.length === 0) return t('progress.thinking');
  return t('progress.in', { count: coverage.searchable });
}
