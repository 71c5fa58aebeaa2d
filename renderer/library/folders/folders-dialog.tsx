import { FolderX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractError } from '../../../src/contract/errors.ts';
import type { SourceEntry } from '../../../src/contract/library.ts';
import { useClient } from '../../engine/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { useErrorText } from '../../ui/use-error-text.ts';
import { closeDialog } from '../library-store.ts';
import { useRevision } from '../../engine/use-revision.ts';
import { FolderRow } from './folder-row.tsx';
import styles from './folders.module.css';

/** The folders that were added: kept up with, looked through again, shown alone, removed. */
export function FoldersDialog() {
  const { t } = useTranslation('library');
  const client = useClient();
  const errorText = useErrorText();
  const revision = useRevision();
  const [turn, setTurn] = useState(0);
  const [sources, setSources] = useState<readonly SourceEntry[] | null>(null);
  const [error, setError] = useState<ContractError | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const read = async (): Promise<void> => {
      const listed = await client.call('listSources', {}, { signal });
      if (signal.aborted) return;
      if (listed.ok) setSources(listed.value.sources);
      setError(listed.ok ? null : listed.error);
    };
    void read();
    return () => {
      controller.abort();
    };
  }, [client, revision, turn]);
  return (
    <Dialog
      open
      wide
      onClose={closeDialog}
      title={t('folders.title')}
      description={t('folders.text')}
    >
      {error === null ? null : (
        <div className={styles['trouble']} role="alert">
          <p>{errorText(error)}</p>
          <Button
            onClick={() => {
              setTurn((now) => now + 1);
            }}
          >
            {t('again')}
          </Button>
        </div>
      )}
      {sources === null ? (
        error === null ? (
          <Loading text={t('loading')} />
        ) : null
      ) : sources.length === 0 ? (
        <EmptyState icon={<FolderX size={32} aria-hidden />} title={t('folders.none')}>
          <p>{t('folders.none-text')}</p>
        </EmptyState>
      ) : (
        <ul>
          {sources.map((source) => (
            <FolderRow
              key={`${source.collection}/${source.path}`}
              source={source}
              onChanged={(problem) => {
                if (problem === null) setTurn((now) => now + 1);
                else setError(problem);
              }}
            />
          ))}
        </ul>
      )}
    </Dialog>
  );
}
