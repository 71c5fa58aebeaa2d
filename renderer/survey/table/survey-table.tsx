import { ArrowLeft, CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SurveyShow, SurveySort } from '../../../src/contract/surveys.ts';
import { useNavigation } from '../../app/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Loading } from '../../ui/loading.tsx';
import { useErrorText } from '../../ui/use-error-text.ts';
import { Actions } from './actions.tsx';
import { CoverageLine } from './coverage-line.tsx';
import { Head } from './head.tsx';
import { Row } from './row.tsx';
import styles from './table.module.css';
import { useSurvey } from './use-survey.ts';

/** One question with the row of every document, sorted and opened cell by cell. */
export function SurveyTable({ id }: { readonly id: string }) {
  const { t } = useTranslation('survey');
  const errorText = useErrorText();
  const [show, setShow] = useState<SurveyShow>('all');
  const [sort, setSort] = useState<SurveySort>();
  const { survey, rows, total, error, more, again } = useSurvey(id, show, sort);
  const back = (): void => {
    useNavigation.getState().go({ kind: 'survey', survey: null });
  };
  if (error !== null) {
    return (
      <EmptyState
        icon={<CircleAlert size={32} aria-hidden />}
        title={t('failed')}
        actions={
          <>
            <Button onClick={again}>{t('again')}</Button>
            <Button onClick={back}>{t('back')}</Button>
          </>
        }
      >
        <p>{errorText(error)}</p>
      </EmptyState>
    );
  }
  if (survey === null) {
    return (
      <div className={styles['loading']}>
        <Loading text={t('loading')} />
      </div>
    );
  }
  const ended = survey.state === 'complete' || survey.state === 'cancelled';
  return (
    <section className={styles['view']} aria-labelledby="survey-question">
      <header className={styles['header']}>
        <IconButton label={t('back')} onClick={back}>
          <ArrowLeft size={16} aria-hidden />
        </IconButton>
        <h1 id="survey-question" className={styles['question']}>
          <bdi>{survey.question}</bdi>
        </h1>
        <Actions survey={survey} onBack={back} onResumed={again} />
      </header>
      <CoverageLine survey={survey} show={show} onShow={setShow} />
      {rows.length === 0 && ended ? (
        <EmptyState
          title={t(survey.kind === 'changes' && show === 'all' ? 'no-changes' : 'no-rows')}
        />
      ) : (
        <div className={styles['scroll']}>
          <table className={styles['table']} aria-labelledby="survey-question">
            <Head survey={survey} sort={sort} onSort={setSort} />
            <tbody>
              {rows.map((row) => (
                <Row key={row.id} survey={survey} row={row} />
              ))}
            </tbody>
          </table>
          {rows.length < total ? (
            <div className={styles['more']}>
              <Button onClick={more}>{t('more')}</Button>
            </div>
          ) : null}
        </div>
      )}
    </section>
  );
}
