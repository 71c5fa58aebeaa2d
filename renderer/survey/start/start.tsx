import { useTranslation } from 'react-i18next';
import styles from './start.module.css';
import { KeptTables } from './kept-tables.tsx';
import { QuestionForm } from './question-form.tsx';

/** A question to every document, and the tables made before. */
export function Start() {
  const { t } = useTranslation('survey');
  return (
    <section className={styles['view']} aria-labelledby="survey-title">
      <div className={styles['column']}>
        <h1 id="survey-title" className={styles['title']}>
          {t('new')}
        </h1>
        <p className={styles['intro']}>{t('intro')}</p>
        <QuestionForm />
        <h2 className={styles['kept']}>{t('kept')}</h2>
        <KeptTables />
      </div>
    </section>
  );
}
