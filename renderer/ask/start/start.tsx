import { AtSign, Quote, Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../app/navigation.ts';
import { useEngine } from '../../engine/engine-store.ts';
import { useHistory } from '../history/history-store.ts';
import { NoDocuments } from './no-documents.tsx';
import styles from './start.module.css';

/** Questions shown below the empty field. */
const SHOWN = 6;

/** What stands below the field before anything is asked. */
export function Start() {
  const documents = useEngine((state) => state.library?.documents);
  if (documents === undefined) return null;
  return documents === 0 ? <NoDocuments /> : <Begin />;
}

function Begin() {
  const { t } = useTranslation('ask');
  const recent = useHistory((state) => state.recent) ?? [];
  return (
    <div className={styles['start']}>
      <p className={styles['promise']}>{t('start.promise')}</p>
      <ul className={styles['tips']}>
        <li>
          <Search size={16} aria-hidden />
          {t('start.tip-words')}
        </li>
        <li>
          <Quote size={16} aria-hidden />
          {t('start.tip-phrase')}
        </li>
        <li>
          <AtSign size={16} aria-hidden />
          {t('start.tip-file')}
        </li>
      </ul>
      {recent.length === 0 ? null : (
        <section>
          <h2 className={styles['heading']}>{t('history.recent')}</h2>
          <ul>
            {recent.slice(0, SHOWN).map(({ id, title }) => (
              <li key={id}>
                <button
                  type="button"
                  className={styles['question']}
                  onClick={() => {
                    useNavigation.getState().go({ kind: 'ask', conversation: id });
                  }}
                >
                  <bdi>{title}</bdi>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
