import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../ui/use-error-text.ts';
import styles from './dialogs.module.css';
import type { Outcome } from './import-models.ts';

/** What could not be imported and why, and what was. */
export function ImportOutcome({ outcome: { models, problems } }: { readonly outcome: Outcome }) {
  const { t } = useTranslation('settings');
  const errorText = useErrorText();
  return (
    <div className={styles['outcome']} role="alert">
      <CircleAlert size={16} aria-hidden />
      <ul>
        {models.length === 0 ? null : <li>{t('models.import.done', { count: models.length })}</li>}
        {models.length + problems.length > 0 ? null : <li>{t('models.import.none')}</li>}
        {problems.map(({ name, error }, index) => (
          <li key={`${String(index)} ${name ?? ''}`}>
            {name === null ? null : (
              <>
                <bdi>{name}</bdi>
                {': '}
              </>
            )}
            {errorText(error)}
          </li>
        ))}
      </ul>
    </div>
  );
}
