import { useTranslation } from 'react-i18next';
import type { CatalogueReport } from '../../../src/contract/answers.ts';
import { useDay } from '../../i18n/dates.ts';
import { openDocument } from '../places/open-place.ts';
import styles from './catalogue.module.css';

/** What the catalogue says of the collection, and the documents it names, each to be opened. */
export function Catalogue({
  text,
  report: { asks, documents },
}: {
  readonly text: string;
  readonly report: CatalogueReport;
}) {
  const { t } = useTranslation('ask');
  const day = useDay();
  return (
    <section aria-label={t('answer.label')}>
      <p className={styles['text']}>
        <bdi>{text}</bdi>
      </p>
      {asks === 'count' || documents.length === 0 ? null : (
        <ul aria-label={t('catalogue.list')}>
          {documents.map(({ documentId, document, modified }) => (
            <li key={documentId}>
              <button
                type="button"
                className={styles['document']}
                onClick={() => {
                  openDocument(documentId);
                }}
              >
                <bdi className={styles['name']}>{document}</bdi>
                <time dateTime={modified}>{day(modified)}</time>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
