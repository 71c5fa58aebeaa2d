import { CirclePause, CirclePlay, CircleX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LibraryState } from '../../../src/contract/library.ts';
import { useClient } from '../../engine/client.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { timeLeft } from '../../i18n/time-left.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { fileName } from '../../ui/document-name.ts';
import { openDialog, setProblem } from '../library-store.ts';
import styles from './work-line.module.css';

/**
 * Pause and cancel, then how far reading is, in words; in a line that is always there. The buttons
 * come first, so that words of changing length never move them from under the pointer.
 */
export function WorkLine({ library }: { readonly library: LibraryState }) {
  const { t } = useTranslation('library');
  const { number } = useSizes();
  const client = useClient();
  const { progress, work } = library;
  if (progress === null) return null;
  const paused = work === 'paused';
  const { filesDone, filesTotal, pagesDone, scansDone, scansTotal, secondsLeft, current } =
    progress;
  const left = timeLeft(secondsLeft);
  const parts = [
    filesDone < filesTotal
      ? t(paused ? 'work.paused' : 'work.reading', {
          done: number(filesDone),
          total: number(filesTotal),
        })
      : scansDone < scansTotal
        ? t(paused ? 'work.scans-paused' : 'work.scans', {
            done: number(scansDone),
            total: number(scansTotal),
          })
        : t(paused ? 'work.meaning-paused' : 'work.meaning'),
    pagesDone === 0 ? null : t('work.pages', { count: pagesDone, number: number(pagesDone) }),
    paused || left === null ? null : t(`work.${left.unit}`, { count: left.count }),
  ].filter((part) => part !== null);
  const setPaused = async (): Promise<void> => {
    const done = await client.call('setWork', { paused: !paused });
    setProblem(done.ok ? null : done.error);
  };
  return (
    <div className={styles['work']} data-work={work}>
      <IconButton label={t(paused ? 'work.resume' : 'work.pause')} onClick={() => void setPaused()}>
        {paused ? <CirclePlay size={16} aria-hidden /> : <CirclePause size={16} aria-hidden />}
      </IconButton>
      {library.unread > 0 ? (
        <IconButton
          label={t('work.cancel')}
          onClick={() => {
            openDialog({ kind: 'cancel' });
          }}
        >
          <CircleX size={16} aria-hidden />
        </IconButton>
      ) : null}
      <p className={styles['words']}>
        {parts.join(' · ')}
        {current === '' || paused ? null : (
          <bdi className={styles['current']}>{fileName(current)}</bdi>
        )}
      </p>
    </div>
  );
}

/** How much of the work is done, from 0 to 1; null where that is not known. */
export function shareOf({ progress }: LibraryState): number | null {
  if (progress === null) return null;
  const { filesDone, filesTotal, passagesDone, passagesTotal, scansDone, scansTotal } = progress;
  if (filesDone < filesTotal) return filesDone / filesTotal;
  if (scansDone < scansTotal) return scansDone / scansTotal;
  return passagesTotal === 0 ? null : passagesDone / passagesTotal;
}
