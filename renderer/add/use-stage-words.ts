import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { IngestProgress } from '../../src/contract/documents.ts';
import { isPaused, useEngine } from '../engine/engine-store.ts';
import { useSizes } from '../i18n/sizes.ts';
import { timeLeft } from '../i18n/time-left.ts';
import { useErrorText } from '../ui/use-error-text.ts';
import type { Addition } from './additions.ts';
import { MAX_FILES } from './list-files.ts';
import { countsOf } from './outcome.ts';

export interface StageWords {
  readonly title: string;
  /** A second line, or null. */
  readonly meta: string | null;
  /** Between 0 and 1; null while the end is unknown. */
  readonly share: number | null;
}

/** How far an addition is, or what came of it, in words. */
export function useStageWords({ stage, problemCount }: Addition): StageWords {
  const { t } = useTranslation(['add', 'library']);
  const { number, fileSize } = useSizes();
  const paused = useEngine(isPaused);
  const errorText = useErrorText();
  switch (stage.kind) {
    case 'looking':
      return {
        title: t('tray.looking'),
        meta: t('tray.found', { count: stage.found }),
        share: null,
      };
    case 'copying':
      return {
        title: t('tray.copying', {
          done: number(stage.filesDone),
          total: number(stage.filesTotal),
        }),
        meta: t('tray.copied', {
          done: fileSize(stage.bytesDone),
          total: fileSize(stage.bytesTotal),
        }),
        share: stage.bytesTotal === 0 ? null : stage.bytesDone / stage.bytesTotal,
      };
    case 'reading':
      return stage.progress === null
        ? { title: t('tray.looking'), meta: null, share: null }
        : readingWords(stage.progress, paused, t, number);
    case 'done': {
      const counts = countsOf(stage.outcome, problemCount);
      return { ...doneWords(counts, t), share: 1 };
    }
    case 'stopped':
      return { title: t('outcome.stopped'), meta: null, share: 1 };
    case 'too-many':
      return {
        title: t('outcome.too-many', { count: MAX_FILES, most: number(MAX_FILES) }),
        meta: t('outcome.too-many-text'),
        share: 1,
      };
    case 'failed':
      return { title: t('outcome.failed'), meta: errorText(stage.error), share: 1 };
  }
}

function readingWords(
  progress: IngestProgress,
  paused: boolean,
  t: TFunction<['add', 'library']>,
  number: (value: number) => string,
): StageWords {
  const { filesDone, filesTotal, passagesDone, passagesTotal, scansDone, scansTotal } = progress;
  // The document in hand is read to its end before the addition ends as paused.
  const rest = paused ? null : timeLeft(progress.secondsLeft);
  const left = rest === null ? null : t(`tray.${rest.unit}`, { count: rest.count });
  if (filesDone < filesTotal) {
    return {
      title: t(paused ? 'library:work.paused' : 'tray.reading', {
        done: number(filesDone),
        total: number(filesTotal),
      }),
      meta: left ?? t('tray.searchable'),
      share: filesDone / filesTotal,
    };
  }
  const meta = left === null ? t('tray.searchable') : `${t('tray.searchable')} ${left}`;
  if (scansDone < scansTotal) {
    return {
      title: t(paused ? 'library:work.scans-paused' : 'tray.scans', {
        done: number(scansDone),
        total: number(scansTotal),
      }),
      meta,
      share: scansDone / scansTotal,
    };
  }
  return {
    title: t(paused ? 'library:work.meaning-paused' : 'tray.meaning'),
    meta,
    share: passagesTotal === 0 ? null : passagesDone / passagesTotal,
  };
}

function doneWords(
  { added, unchanged, waiting, partial, refused }: ReturnType<typeof countsOf>,
  t: TFunction<['add', 'library']>,
): { readonly title: string; readonly meta: string | null } {
  const parts = [
    waiting > 0 && added > 0 ? t('outcome.waiting', { count: waiting }) : null,
    unchanged > 0 && added + waiting > 0 ? t('outcome.here', { count: unchanged }) : null,
    partial > 0 ? t('outcome.partial', { count: partial }) : null,
    refused > 0 && added + waiting + unchanged > 0
      ? t('outcome.refused', { count: refused })
      : null,
  ].filter((part) => part !== null);
  const title =
    added > 0
      ? t('outcome.added', { count: added })
      : waiting > 0
        ? t('outcome.waiting', { count: waiting })
        : unchanged > 0
          ? t('outcome.unchanged', { count: unchanged })
          : t(refused > 0 ? 'outcome.none' : 'outcome.nothing');
  return { title, meta: parts.length === 0 ? null : parts.join(' ') };
}
