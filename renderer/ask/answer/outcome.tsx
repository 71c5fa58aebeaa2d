import { CircleAlert, CircleHelp, CircleSlash, Eraser, Library, Quote, Square } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../../src/contract/errors.ts';
import { useNavigation } from '../../app/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { useErrorText } from '../../ui/use-error-text.ts';
import type { AnswerFacts, Exchange } from '../session/exchange.ts';
import { isEverywhere, isWholeScopeRead } from './coverage.ts';
import styles from './outcome.module.css';

/** How the question ended, in one line of plain words; nothing while it is under way. */
export function Outcome({
  exchange: { state, facts, error, scope, quotes, sentences },
}: {
  readonly exchange: Exchange;
}) {
  const { t } = useTranslation('ask');
  switch (state) {
    case 'looking':
    case 'answering':
      return null;
    case 'stopped':
      return (
        <Line icon={<Square size={16} aria-hidden />}>
          {t(quotes.length + sentences.length === 0 ? 'outcome.stopped-empty' : 'outcome.stopped')}
        </Line>
      );
    case 'redacted':
      return <Line icon={<Eraser size={16} aria-hidden />}>{t('outcome.redacted')}</Line>;
    case 'failed':
      return error === null ? null : <Failed error={error} />;
    case 'complete':
      if (facts?.catalogue !== undefined) {
        return <Line icon={<Library size={16} aria-hidden />}>{t('catalogue.source')}</Line>;
      }
      return facts === null ? null : (
        <Verdict
          facts={facts}
          everywhere={isEverywhere(scope)}
          empty={quotes.length + sentences.length === 0}
        />
      );
  }
}

function Verdict({
  facts,
  everywhere,
  empty,
}: {
  readonly facts: AnswerFacts;
  /** Nothing was left out of the question's scope. */
  readonly everywhere: boolean;
  /** There is no sentence to show. */
  readonly empty: boolean;
}) {
  const { t } = useTranslation('ask');
  const errorText = useErrorText();
  const { verdict, coverage, fallback } = facts;
  const whole = isWholeScopeRead(coverage);
  return (
    <>
      {verdict === 'answered' ? (
        <Line icon={<Quote size={16} aria-hidden />}>{t('outcome.answered')}</Line>
      ) : verdict === 'perhaps' && !empty ? (
        <Line look="partial" icon={<CircleHelp size={16} aria-hidden />}>
          {t('outcome.perhaps')}
        </Line>
      ) : (
        <Line icon={<CircleSlash size={16} aria-hidden />}>
          {t(
            !whole
              ? 'outcome.absent-so-far'
              : everywhere
                ? 'outcome.absent'
                : 'outcome.absent-scope',
          )}
        </Line>
      )}
      {fallback === null ? null : (
        <p className={styles['fallback']}>
          {t('outcome.fallback')}{' '}
          {fallback.code === 'not-found' ? t('outcome.nothing-stood') : errorText(fallback)}
          {fallback.code === 'model-missing' ? <ToModels /> : null}
        </p>
      )}
    </>
  );
}

function Failed({ error }: { readonly error: ContractError }) {
  const { t } = useTranslation('ask');
  const errorText = useErrorText();
  return (
    <Line look="failure" icon={<CircleAlert size={16} aria-hidden />}>
      {t('outcome.failed')} {errorText(error)}
      {error.code === 'model-missing' ? <ToModels /> : null}
    </Line>
  );
}

function ToModels() {
  const { t } = useTranslation('ask');
  return (
    <Button
      kind="quiet"
      onClick={() => {
        useNavigation.getState().go({ kind: 'settings', page: 'models' });
      }}
    >
      {t('outcome.to-models')}
    </Button>
  );
}

function Line({
  icon,
  look,
  children,
}: {
  readonly icon: ReactNode;
  readonly look?: 'partial' | 'failure';
  readonly children: ReactNode;
}) {
  return (
    <p className={classes(styles['line'], look !== undefined && styles[look])}>
      {icon}
      <span>{children}</span>
    </p>
  );
}
