import { useTranslation } from 'react-i18next';
import type { PassageHit } from '../../../src/contract/documents.ts';
import { useSourceLabel } from '../../ui/place-label.ts';
import { openPassage } from '../places/open-place.ts';
import styles from './nearest.module.css';

/** Where an answer is absent: the passages that came nearest, which are no answer. */
export function Nearest({ passages }: { readonly passages: readonly PassageHit[] }) {
  const { t } = useTranslation('ask');
  const sourceLabel = useSourceLabel();
  return (
    <section aria-label={t('nearest.title')}>
      <h3 className={styles['title']}>{t('nearest.title')}</h3>
      <ul>
        {passages.map((passage) => (
          <li key={passage.passage}>
            <button
              type="button"
              className={styles['passage']}
              onClick={() => {
                openPassage(passage);
              }}
            >
              <bdi className={styles['source']}>{sourceLabel(passage)}</bdi>
              <bdi className={styles['text']}>{passage.text}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
