import { Pause, Play, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../../engine/client.ts';
import {
  cancelDownload,
  pauseDownload,
  startDownload,
  type Download,
} from '../../engine/downloads.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useErrorText } from '../../ui/use-error-text.ts';
import styles from './download-state.module.css';

/** How far a download is, with pause, resume and cancel. */
export function DownloadState({
  id,
  name,
  download,
}: {
  readonly id: string;
  readonly name: string;
  readonly download: Download;
}) {
  const { t } = useTranslation('settings');
  const client = useClient();
  const words = useDownloadWords();
  const progress = download.state === 'failed' ? null : download.progress;
  const total = progress?.bytesTotal ?? null;
  return (
    <div className={styles['download']}>
      <div className={styles['line']}>
        <p
          className={download.state === 'failed' ? styles['failed'] : styles['text']}
          role="status"
        >
          {words(download)}
        </p>
        {download.state === 'running' ? (
          <IconButton
            label={t('models.download.pause', { name })}
            onClick={() => {
              pauseDownload(id);
            }}
          >
            <Pause size={16} aria-hidden />
          </IconButton>
        ) : (
          <IconButton
            label={t(
              download.state === 'failed' ? 'models.download.retry' : 'models.download.resume',
              { name },
            )}
            onClick={() => void startDownload(client, id)}
          >
            <Play size={16} aria-hidden />
          </IconButton>
        )}
        <IconButton
          label={t('models.download.cancel', { name })}
          onClick={() => {
            cancelDownload(id);
          }}
        >
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      <ProgressBar
        value={
          progress === null
            ? download.state === 'running'
              ? null
              : 0
            : total === null || total === 0
              ? null
              : progress.bytesDone / total
        }
        label={t('models.download.label', { name })}
      />
    </div>
  );
}

/** A download's state in a sentence. */
function useDownloadWords(): (download: Download) => string {
  const { t } = useTranslation('settings');
  const { fileSize } = useSizes();
  const errorText = useErrorText();
  return (download) => {
    if (download.state === 'failed') return errorText(download.error);
    const { progress } = download;
    if (progress === null) return t('models.download.starting');
    const done = fileSize(progress.bytesDone);
    const amount =
      progress.bytesTotal === null
        ? done
        : t('models.download.of', { done, total: fileSize(progress.bytesTotal) });
    if (download.state === 'paused') return t('models.download.paused', { amount });
    return t(`models.download.stages.${progress.stage}`, { amount });
  };
}
