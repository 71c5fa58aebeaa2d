import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../../src/contract/errors.ts';
import type { CollectionEntry } from '../../../src/contract/library.ts';
import { useClient } from '../../engine/client.ts';
import { useCollections } from '../../engine/collections.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Section } from '../parts/section.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import styles from './privacy-page.module.css';

/** The collections, each of which can be erased by itself. */
export function EraseCollections() {
  const { t } = useTranslation(['settings', 'app']);
  const { fileSize } = useSizes();
  const collections = useCollections((state) => state.collections);
  const [asked, setAsked] = useState<CollectionEntry | null>(null);
  const nameOf = ({ name }: CollectionEntry): string =>
    name === 'default' ? t('app:collection.default') : name;
  if (collections === null || collections.length === 0) return null;
  return (
    <Section title={t('privacy.collection.title')} note={t('privacy.collection.note')}>
      <ul>
        {collections.map((collection) => (
          <li key={collection.name} className={styles['row']}>
            <bdi>{nameOf(collection)}</bdi>
            <span className={styles['muted']}>
              {t('privacy.collection.documents', { count: collection.documents })},{' '}
              {fileSize(collection.bytes)}
            </span>
            <Button
              kind="danger"
              aria-label={t('privacy.collection.erase-of', { name: nameOf(collection) })}
              onClick={() => {
                setAsked(collection);
              }}
            >
              {t('privacy.collection.erase')}
            </Button>
          </li>
        ))}
      </ul>
      {asked === null ? null : (
        <EraseDialog
          collection={asked}
          name={nameOf(asked)}
          onClose={() => {
            setAsked(null);
          }}
        />
      )}
    </Section>
  );
}

function EraseDialog({
  collection,
  name,
  onClose,
}: {
  readonly collection: CollectionEntry;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('settings');
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ContractError | null>(null);
  const erase = async (): Promise<void> => {
    setBusy(true);
    const erased = await client.call('deleteCollection', { name: collection.name });
    setBusy(false);
    if (erased.ok) onClose();
    else setError(erased.error);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('privacy.collection.confirm-title', { name })}
      description={t('privacy.collection.confirm', { count: collection.documents })}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="danger" disabled={busy} onClick={() => void erase()}>
            {t('privacy.collection.erase')}
          </Button>
        </>
      }
    >
      {error === null ? null : <ErrorNotice error={error} />}
    </Dialog>
  );
}
