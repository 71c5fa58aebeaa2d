import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../src/contract/errors.ts';
import styles from './notice.module.css';
import type { ReadDocument } from './document/use-document.ts';

/** What a line above the document says, as keys of the texts. */
export interface NoticeKeys {
  /** What is the matter with the file or the place. */
  readonly what: 'changed' | 'missing' | 'denied' | 'encrypted' | 'damaged' | 'elsewhere';
  /** A place was to be marked and is not. */
  readonly unmarked: boolean;
}

/**
 * What has to be said of a document, or null. In the text as it was read the quoted words can be marked
 * though the file is out of reach; not where the file has become another since.
 */
export function noticeOf(
  { detail, mark }: ReadDocument,
  marked: boolean,
  failure: ContractError | null,
): NoticeKeys | null {
  const lost = marked && mark.state !== 'confirmed';
  if (detail.original !== 'same') return { what: detail.original, unmarked: lost };
  switch (failure?.code) {
    case undefined:
      return mark.state === 'elsewhere' ? { what: 'elsewhere', unmarked: false } : null;
    case 'file-changed':
      return { what: 'changed', unmarked: marked };
    case 'path-missing':
    case 'not-found':
      return { what: 'missing', unmarked: lost };
    case 'access-denied':
      return { what: 'denied', unmarked: lost };
    case 'file-encrypted':
      return { what: 'encrypted', unmarked: false };
    default:
      return { what: 'damaged', unmarked: false };
  }
}

/** One line above the document. */
export function Notice({ what, unmarked }: NoticeKeys) {
  const { t } = useTranslation('viewer');
  return (
    <output className={styles['notice']} data-notice={what}>
      <TriangleAlert size={16} aria-hidden />
      <span>
        {t(`notice.${what}`)} {unmarked ? t('notice.unmarked') : ''}
      </span>
    </output>
  );
}
