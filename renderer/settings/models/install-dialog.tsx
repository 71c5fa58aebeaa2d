import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelEntry } from '../../../src/contract/models.ts';
import { useClient } from '../../engine/client.ts';
import { startDownload } from '../../engine/downloads.ts';
import { useEngine } from '../../engine/engine-store.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../parts/facts.tsx';
import styles from './dialogs.module.css';
import { ImportDialog } from './import-dialog.tsx';
import { useModelWords } from './use-model-words.ts';

/** Asks before anything is fetched: what, how much, from where, under which licence. */
export function InstallDialog({
  model,
  onClose,
}: {
  readonly model: ModelEntry;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('settings');
  const client = useClient();
  const words = useModelWords();
  const { fileSize, memorySize } = useSizes();
  const freeBytes = useEngine((state) => state.shell?.freeDiskBytes ?? null);
  const [importing, setImporting] = useState(false);
  const size = model.bytes === null ? null : fileSize(model.bytes);
  const fetchable = model.sources.length > 0;
  if (importing) return <ImportDialog role={model.role} onClose={onClose} onImported={onClose} />;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('models.install.title', { name: model.name })}
      description={t(fetchable ? 'models.install.text' : 'models.install.no-source')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            onClick={() => {
              setImporting(true);
            }}
          >
            {t('models.import.open')}
          </Button>
          {fetchable ? (
            <Button
              kind="primary"
              onClick={() => {
                void startDownload(client, model.id);
                onClose();
              }}
            >
              {size === null ? t('models.install.start') : t('models.install.start-size', { size })}
            </Button>
          ) : null}
        </>
      }
    >
      {model.fits ? null : (
        <p className={styles['warning']}>
          {t('models.too-large', { needed: memorySize(model.neededBytes) })}
        </p>
      )}
      {model.bytes !== null && freeBytes !== null && freeBytes < model.bytes ? (
        <p className={styles['warning']}>
          {t('models.install.no-room', { free: fileSize(freeBytes) })}
        </p>
      ) : null}
      <Facts
        facts={[
          [t('models.facts.maker'), `${model.maker}, ${words.country(model)}`],
          [t('models.facts.licence'), model.licence],
          [t('models.facts.languages'), words.allLanguages(model)],
          [t('models.facts.size'), size ?? t('models.facts.unknown')],
          ...(fetchable
            ? [[t('models.facts.from'), <Sources key="from" model={model} />] as const]
            : []),
        ]}
      />
    </Dialog>
  );
}

/** The addresses in the order they are tried. */
function Sources({ model }: { readonly model: ModelEntry }) {
  return (
    <ol className={styles['sources']}>
      {model.sources.map((source) => (
        <li key={source}>{source}</li>
      ))}
    </ol>
  );
}
