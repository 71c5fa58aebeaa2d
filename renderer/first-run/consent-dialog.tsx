import { useTranslation } from 'react-i18next';
import { useClient } from '../engine/client.ts';
import { startDownload, chooseWhenDownloaded } from '../engine/downloads.ts';
import { useEngine } from '../engine/engine-store.ts';
import { useSizes } from '../i18n/sizes.ts';
import { useModelWords } from '../settings/models/use-model-words.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import styles from './consent-dialog.module.css';
import { missingOf, type Suited } from './read-suited.ts';

/** Asks before anything is fetched: which files, how large, from where, under which licence. */
export function ConsentDialog({
  suited,
  onClose,
  onImport,
}: {
  readonly suited: Suited;
  readonly onClose: () => void;
  readonly onImport: () => void;
}) {
  const { t } = useTranslation('first-run');
  const client = useClient();
  const words = useModelWords();
  const { fileSize } = useSizes();
  const free = useEngine((state) => state.shell?.freeDiskBytes ?? null);
  const { profile } = suited;
  const missing = missingOf(suited);
  const size = fileSize(profile.bytesToFetch);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('consent.title', { count: missing.length })}
      description={t('consent.text')}
      actions={
        <>
          <Button onClick={onClose}>{t('consent.cancel')}</Button>
          <Button onClick={onImport}>{t('offer.import')}</Button>
          <Button
            kind="primary"
            onClick={() => {
              for (const { id, role } of missing) {
                chooseWhenDownloaded(id, role);
                void startDownload(client, id);
              }
              onClose();
            }}
          >
            {t('consent.start', { size })}
          </Button>
        </>
      }
    >
      {free !== null && free < profile.bytesToFetch ? (
        <p className={styles['warning']}>{t('consent.no-room', { free: fileSize(free) })}</p>
      ) : null}
      <ul className={styles['models']}>
        {missing.map((model) => (
          <li key={model.id}>
            <bdi className={styles['name']}>{model.name}</bdi>
            <p className={styles['meta']}>
              {[
                `${model.maker}, ${words.country(model)}`,
                model.licence,
                ...(model.bytes === null ? [] : [fileSize(model.bytes)]),
              ].join('\u00A0· ')}
            </p>
            <p className={styles['source']}>{model.sources[0]}</p>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
