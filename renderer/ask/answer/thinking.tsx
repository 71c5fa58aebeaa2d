import { useTranslation } from 'react-i18next';
import styles from './thinking.module.css';

/** A reasoning model's thinking: folded, and no part of the answer. */
export function Thinking({ text }: { readonly text: string }) {
  const { t } = useTranslation('ask');
  return (
    <details className={styles['thinking']}>
      <summary>{t('answer.thinking')}</summary>
      <p className={styles['text']}>
        <bdi>{text}</bdi>
      </p>
    </details>
  );
}
