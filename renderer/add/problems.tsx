import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../app/navigation.ts';
import { useSizes } from '../i18n/sizes.ts';
import { Button } from '../ui/button.tsx';
import { useErrorText } from '../ui/use-error-text.ts';
import { closeAddition } from './adding.ts';
import type { Addition, Problem } from './additions.ts';
import { problemsOf } from './outcome.ts';
import styles from './tray.module.css';

/** Problems shown before the others are asked for. */
const SHOWN = 3;

/** What was not added, or only in part, each with the reason and what helps. */
export function Problems({ addition }: { readonly addition: Addition }) {
  const { t } = useTranslation('add');
  const { number } = useSizes();
  const [all, setAll] = useState(false);
  const problems = problemsOf(addition);
  const shown = all ? problems : problems.slice(0, SHOWN);
  const outcome = addition.stage.kind === 'done' ? addition.stage.outcome : null;
  const told = problems.length;
  const count = addition.problemCount + (outcome?.problemCount ?? 0);
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls by keyboard. */}
      <ul className={styles['problems']} tabIndex={0} aria-label={t('problem.list')}>
        {shown.map((problem, index) => (
          <ProblemLine key={`${String(index)} ${problem.name}`} problem={problem} />
        ))}
        {all && count > told ? (
          <li className={styles['meta']}>{t('problem.more', { count: count - told })}</li>
        ) : null}
      </ul>
      <div className={styles['actions']}>
        {all || told <= SHOWN ? null : (
          <Button
            kind="quiet"
            onClick={() => {
              setAll(true);
            }}
          >
            {t('problem.all', { number: number(count) })}
          </Button>
        )}
        {outcome === null || outcome.problemCount === 0 ? null : (
          <Button
            kind="quiet"
            onClick={() => {
              useNavigation.getState().go({ kind: 'library', collection: addition.collection });
              closeAddition(addition.id);
            }}
          >
            {t('problem.library')}
          </Button>
        )}
      </div>
    </>
  );
}

function ProblemLine({ problem: { name, why } }: { readonly problem: Problem }) {
  const { t } = useTranslation('add');
  const errorText = useErrorText();
  return (
    <li>
      <bdi className={styles['name']} title={name}>
        {name}
      </bdi>
      <p className={styles['why']}>
        {typeof why === 'string' ? t(`problem.why.${why}`) : errorText(why)}
      </p>
    </li>
  );
}
