import { CircleAlert, MessageCircleQuestion } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useErrorText } from '../../ui/use-error-text.ts';
import { HistoryRow } from './history-row.tsx';
import styles from './history-view.module.css';
import { useConversations } from './use-conversations.ts';

/** Every question asked: found by words, renamed, deleted. */
export function HistoryView() {
  const { t } = useTranslation('ask');
  const [find, setFind] = useState('');
  const { conversations, error, again } = useConversations(find.trim());
  const errorText = useErrorText();
  return (
    <section className={styles['view']} aria-labelledby="history-title">
      <header className={styles['header']}>
        <h1 id="history-title" className={styles['title']}>
          {t('history.title')}
        </h1>
        <SearchField label={t('history.find')} value={find} onChange={setFind} />
      </header>
      {error !== null ? (
        <EmptyState
          icon={<CircleAlert size={32} aria-hidden />}
          title={t('history.failed')}
          actions={<Button onClick={again}>{t('app:failed.again')}</Button>}
        >
          <p>{errorText(error)}</p>
        </EmptyState>
      ) : conversations === null ? (
        <div className={styles['loading']}>
          <Loading text={t('history.loading')} />
        </div>
      ) : conversations.length === 0 ? (
        <EmptyState
          icon={<MessageCircleQuestion size={32} aria-hidden />}
          title={t(find.trim() === '' ? 'history.empty' : 'history.nothing-found')}
        />
      ) : (
        <ul className={styles['rows']}>
          {conversations.map((each) => (
            <HistoryRow key={each.id} conversation={each} />
          ))}
        </ul>
      )}
    </section>
  );
}
