import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Exchange } from '../session/exchange.ts';
import { isUnderWay } from '../session/session-store.ts';
import { Actions } from './actions.tsx';
import { Catalogue } from './catalogue.tsx';
import { CitationContext } from './citation-context.ts';
import { CoverageLine } from './coverage-line.tsx';
import styles from './exchange-view.module.css';
import { Nearest } from './nearest.tsx';
import { Sentences } from './sentences.tsx';
import { StateLine } from './state-line.tsx';
import { useStepCitations } from './step-citations.ts';
import { Thinking } from './thinking.tsx';

/** One question with its answer: quotes first, then what is written, then what it looked at. */
export function ExchangeView({
  sessionKey,
  conversation,
  exchange,
  busy,
}: {
  readonly sessionKey: string;
  readonly conversation: string | null;
  readonly exchange: Exchange;
  readonly busy: boolean;
}) {
  const { t } = useTranslation('ask');
  const { question, quotes, sentences, facts, coverage, nearest, thinking } = exchange;
  const { key, message, states } = exchange;
  const underWay = isUnderWay(exchange);
  const cited = useMemo(
    () => ({ sessionKey, key, message, states, underWay }),
    [sessionKey, key, message, states, underWay],
  );
  const empty = quotes.length + sentences.length === 0;
  const article = useStepCitations();
  const written = facts === null ? quotes.length > 0 : facts.mode === 'write';
  return (
    <CitationContext value={cited}>
      <article
        className={styles['exchange']}
        aria-label={question}
        aria-busy={underWay}
        data-state={exchange.state}
        tabIndex={-1}
        ref={article}
      >
        <h2 className={styles['question']}>
          <bdi>{question}</bdi>
        </h2>
        <StateLine exchange={exchange} />
        {quotes.length === 0 ? null : (
          <section aria-label={t('answer.quotes')}>
            <h3 className={styles['label']}>{t('answer.quotes')}</h3>
            <Sentences sentences={quotes} look="quote" tickable={false} />
          </section>
        )}
        {thinking === '' ? null : <Thinking text={thinking} />}
        {sentences.length === 0 ? null : (
          <section aria-label={t('answer.label')}>
            {quotes.length === 0 ? null : (
              <h3 className={styles['label']}>{t('answer.written')}</h3>
            )}
            <Sentences sentences={sentences} look={written ? 'prose' : 'quote'} tickable />
          </section>
        )}
        {facts !== null && facts.catalogue === undefined && empty && nearest.length > 0 ? (
          <Nearest passages={nearest} />
        ) : null}
        {facts?.catalogue === undefined ? null : (
          <Catalogue text={facts.answer} report={facts.catalogue} />
        )}
        {facts === null || coverage === null || facts.catalogue !== undefined ? null : (
          <CoverageLine coverage={coverage} facts={facts} />
        )}
        <Actions
          sessionKey={sessionKey}
          conversation={conversation}
          exchange={exchange}
          busy={busy}
        />
      </article>
    </CitationContext>
  );
}
