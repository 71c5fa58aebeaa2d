import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../app/navigation.ts';
import { useClient } from '../../engine/client.ts';
import { useCollections } from '../../engine/collections.ts';
import { Button } from '../../ui/button.tsx';
import { useErrorText } from '../../ui/use-error-text.ts';
import styles from './start.module.css';

/** Asks the question; the table opens as soon as it is begun. */
export function QuestionForm() {
  const { t } = useTranslation(['survey', 'app']);
  const client = useClient();
  const errorText = useErrorText();
  const collections = useCollections((state) => state.collections) ?? [];
  const [question, setQuestion] = useState('');
  const [fields, setFields] = useState('');
  const [collection, setCollection] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');

  const start = async (): Promise<void> => {
    setBusy(true);
    const named = fields
      .split(',')
      .map((field) => field.trim())
      .filter((field) => field !== '');
    const begun = await client.call('startSurvey', {
      question,
      scope: collection === '' ? {} : { collection },
      ...(named.length === 0 ? {} : { fields: named }),
    });
    setBusy(false);
    if (begun.ok) useNavigation.getState().go({ kind: 'survey', survey: begun.value.id });
    else setProblem(errorText(begun.error));
  };
  const onSubmit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (question.trim() !== '' && !busy) void start();
  };

  return (
    <form className={styles['form']} onSubmit={onSubmit}>
      <label className={styles['label']}>
        <span>{t('question')}</span>
        <textarea
          className={styles['question']}
          rows={2}
          maxLength={4000}
          placeholder={t('example')}
          value={question}
          onChange={({ target }) => {
            setQuestion(target.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
      </label>
      <div className={styles['pair']}>
        <label className={styles['label']}>
          <span>{t('fields')}</span>
          <input
            type="text"
            className={styles['input']}
            maxLength={2000}
            placeholder={t('fields-hint')}
            value={fields}
            onChange={({ target }) => {
              setFields(target.value);
            }}
          />
        </label>
        <label className={styles['label']}>
          <span>{t('where')}</span>
          <select
            className={styles['input']}
            value={collection}
            onChange={({ target }) => {
              setCollection(target.value);
            }}
          >
            <option value="">{t('everywhere')}</option>
            {collections.map(({ name }) => (
              <option key={name} value={name}>
                {name === 'default' ? t('app:collection.default') : name}
              </option>
            ))}
          </select>
        </label>
      </div>
      {problem === '' ? null : (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
      <div className={styles['submit']}>
        <Button kind="primary" type="submit" disabled={question.trim() === '' || busy}>
          {t('start')}
        </Button>
      </div>
    </form>
  );
}
